"""What suites do when they run, and what a scan says of them in processes of its own."""

import os
import subprocess
import sys

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


@examples(1, share=0.2)
@given(suites())
def test_a_scan_says_the_same_in_any_process(made: Made) -> None:
    """The order of sets differs between processes; words, ids and edits do not."""
    call = "from codemods.cli.main import run; run()"
    with laid(made) as root:
        said = [
            subprocess.run(
                [sys.executable, "-c", call, "scan", "--format", "json", "--root", str(root)],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=False,
            )
            for seed in ("1", "2", "3")
        ]
    assert {it.returncode for it in said} <= {0, 1}, said[0].stderr.decode()
    assert len({it.stdout for it in said}) == 1
