"""A suite that passes serially passes serially after the rewrite, with the real pytest."""

from hypothesis import given, note

from tests.properties.laying import laid, planned, put_in, safe
from tests.properties.profiles import examples
from tests.properties.running import outcomes
from tests.properties.suites import Made, suites


@examples(2, share=0.5)
@given(suites(runs=True))
def test_what_passes_still_passes(made: Made) -> None:
    with laid(made) as root:
        plan = planned(root)
        fixes = safe(plan)
        if not fixes:
            return
        before = outcomes(root)
        put_in(root, plan, fixes)
        after = outcomes(root)
        for path in sorted({edit.path for fix in fixes for edit in fix.edits}):
            note(f"=== after: {path}\n{(root / path).read_bytes()!r}")
        if not before.get("", ""):
            passing = {name for name, trouble in before.items() if not trouble}
            assert {name: after.get(name, "gone") for name in passing} == dict.fromkeys(passing, "")
