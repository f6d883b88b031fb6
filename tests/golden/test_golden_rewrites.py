"""Checks 1 to 3 of every golden case: before becomes after, after stays, and back again."""

import shutil
from pathlib import Path

import pytest

from codemods.edits.model import Fix
from codemods.history import apply_fixes, revert_fixes
from tests.golden.cases import Case, all_cases, plan_of, rewritten, tree

CASES = all_cases()
each_case = pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
each_change = pytest.mark.parametrize(
    "case", [case for case in CASES if case.changes], ids=lambda case: case.id
)


@each_case
def test_before_becomes_after_to_the_byte(case: Case, update_golden: bool) -> None:
    files = rewritten(case, case.before)
    if update_golden and files != tree(case.after):
        shutil.rmtree(case.folder / "after", ignore_errors=True)
        for path, content in files.items() if files != tree(case.before) else ():
            target = case.folder / "after" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    assert files == tree(case.after)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.settings.get("left")], ids=lambda case: case.id
)
def test_what_is_left_alone_says_why(case: Case) -> None:
    words = case.settings["left"]
    reasons = [
        f"{finding.hazard.name}: {finding.why}"
        for finding in plan_of(case.before, case).findings
        if finding.safety == "manual"
    ]
    assert any(words in reason for reason in reasons), reasons


@each_change
def test_after_needs_nothing_more(case: Case) -> None:
    assert rewritten(case, case.after) == tree(case.after)


@each_change
def test_reverting_gives_back_every_byte(case: Case, tmp_path: Path) -> None:
    root = tmp_path / "suite"
    shutil.copytree(case.before, root)
    plan = plan_of(root, case)
    fixes = [fix for fix in plan.fixes if fix.safety == "safe" or case.settings.get("unsafe")]
    apply_fixes(
        root,
        plan.originals(fixes),
        fixes,
        commit="none",
        branch=None,
        allow_dirty=True,
        describe=_unused,
    )
    assert tree(root) != tree(case.before)

    revert_fixes(root, [], everything=True, allow_dirty=True, commit=False)

    assert tree(root) == tree(case.before)


@each_case
def test_a_large_suite_is_found_the_same_in(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer tests are read of a large suite, and no hazard is missed for that."""
    expected = plan_of(case.before, case)
    monkeypatch.setattr("codemods.touches.searches.LARGE", 0)
    plan = plan_of(case.before, case)

    assert {finding.id for finding in plan.findings} == {
        finding.id for finding in expected.findings
    }


def _unused(fixes: object) -> str:
    raise AssertionError(f"nothing is committed, so {fixes} need no message")


@each_change
def test_any_one_fix_can_stand_alone(case: Case) -> None:
    """A subset of the fixes leaves files that parse and know their names."""
    from codemods.edits.spans import render
    from codemods.suite.bindings import unbound_names

    plan = plan_of(case.before, case)
    for fix in plan.fixes:
        for path, after in _rendered(plan, fix, render).items():
            if not path.endswith(".py"):
                continue
            before = plan.suite.raw(path) or b""
            assert not unbound_names(after) - unbound_names(before)


def _rendered(plan: object, fix: Fix, render: object) -> dict[str, bytes]:
    return {
        path: render(  # type: ignore[operator]
            plan.suite.raw(path) or b"",  # type: ignore[attr-defined]
            [edit for edit in fix.edits if edit.path == path],
            frozenset({fix.id}),
        )
        for path in {edit.path for edit in fix.edits}
    }
