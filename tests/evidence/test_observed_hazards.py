"""What a traced run may take away from the hazards that reading shows."""

from codemods.evidence.model import Actor, Evidence
from codemods.hazards.model import Hazard, Involved
from codemods.hazards.observe import observe

TEST = "test_paint.py::test_color"


def test_a_run_cannot_deny_a_hazard_that_touches_no_path() -> None:
    hazard = Hazard(
        "0a1b2c3d",
        "unordered-params",
        "the values of color",
        (Involved(TEST, None, "both", ()),),
        ("stable-params",),
        "the values of color come from a set",
    )
    evidence = Evidence({TEST: Actor(TEST, "test", TEST)}, (), outcomes={TEST: "passed"})

    kept, untouched = observe([hazard], evidence)

    assert kept == [hazard]
    assert untouched == ()
