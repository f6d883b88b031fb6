"""Whatever a suite looks like, a rewrite keeps these promises."""

import ast
import tokenize
from collections import Counter
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from codemods.edits.model import Fix
from codemods.plan import Plan, changed_files
from codemods.review.changes import change_of
from tests.properties.checks import (
    comments,
    complaints,
    names_lost,
    same_line_ends,
    spliced,
    text_of,
)
from tests.properties.laying import laid, planned, put_in, safe, take_back, tree
from tests.properties.profiles import examples
from tests.properties.suites import Made, suites


@examples(10)
@given(suites(), st.data())
def test_what_comes_out_parses_and_knows_its_names(made: Made, data: st.DataObject) -> None:
    """For all the fixes, and for any subset."""
    with laid(made) as root:
        plan = planned(root)
        some = [fix for fix in plan.fixes if data.draw(st.booleans())]
        for chosen in (list(plan.fixes), safe(plan), some):
            changed = changed_files(plan, chosen)
            for path, (before, after) in changed.items():
                assert after == spliced(before or b"", _active(plan, chosen, path))
                if path.endswith(".py"):
                    ast.parse(after)
                    assert list(names_lost(before or b"", after)) == [], _shown(path, before, after)
                    assert same_line_ends(before or b"", after)
                    lost = comments(before or b"") - comments(after)
                    assert not lost & _said_within(before or b"", _active(plan, chosen, path))
            python = {path: pair for path, pair in changed.items() if path.endswith(".py")}
            old = [before or b"" for before, _ in python.values()]
            assert list(complaints(old, [after for _, after in python.values()])) == []


@examples(6)
@given(suites())
def test_a_second_plan_changes_nothing_and_reverting_is_exact(made: Made) -> None:
    with laid(made) as root:
        before, plan = tree(root), planned(root)
        fixes = safe(plan)
        if not fixes:
            return
        put_in(root, plan, fixes)
        after = tree(root)
        again = planned(root)
        changed = changed_files(again, safe(again))
        assert changed == {}, "\n".join(_shown(path, *pair) for path, pair in changed.items())
        assert tree(root) == after
        assert take_back(root) == {fix.id for fix in fixes}
        assert tree(root) == before


@examples(5)
@given(suites(), st.data())
def test_any_subset_goes_in_and_out_in_any_order(made: Made, data: st.DataObject) -> None:
    with laid(made) as root:
        before, plan = tree(root), planned(root)
        chosen = [fix for fix in plan.fixes if data.draw(st.booleans())]
        if not chosen:
            return
        applied = {fix.id for fix in chosen}
        put_in(root, plan, data.draw(st.permutations(chosen)))
        order = data.draw(st.permutations([fix.id for fix in chosen]))
        while order:
            _holds(root, plan, applied)
            going = order.pop()
            if going in applied:
                applied -= take_back(root, [going])
            assert going not in applied
        assert tree(root) == before


@examples(5)
@given(suites(), st.data())
def test_fixes_one_by_one_with_a_scan_between_come_back_out(
    made: Made, data: st.DataObject
) -> None:
    with laid(made) as root:
        before, states = tree(root), []
        for _ in range(3):
            plan = planned(root)
            if not plan.fixes:
                break
            states.append(tree(root))
            put_in(root, plan, [data.draw(st.sampled_from(plan.fixes))])
        if data.draw(st.booleans()) and len(states) > 1:
            take_back(root)
        else:
            from codemods.history import applied_fixes

            while left := [fix.id for fix in applied_fixes(root)]:
                take_back(root, [data.draw(st.sampled_from(left))])
        assert tree(root) == before


@examples(5)
@given(suites(), st.data())
def test_what_a_review_shows_is_what_is_written(made: Made, data: st.DataObject) -> None:
    with laid(made) as root:
        plan = planned(root)
        accepted: list[Fix] = []
        seen: dict[str, list[str]] = {}
        for fix in data.draw(st.permutations(plan.fixes)):
            if not data.draw(st.booleans()):
                continue
            for file in change_of(plan.suite, fix, accepted, context=10**6).files:
                [hunk] = file.hunks
                old = [line.text for line in hunk.lines if line.sign != "+"]
                assert _plain(seen.get(file.path, old)) == _plain(old)
                seen[file.path] = [line.text for line in hunk.lines if line.sign != "-"]
            accepted.append(fix)
        if not accepted:
            return
        put_in(root, plan, accepted)
        for path, lines in seen.items():
            assert _lines((root / path).read_bytes()) == _plain(lines)


@examples(3)
@given(suites())
def test_scanning_twice_finds_the_same(made: Made) -> None:
    with laid(made) as root:
        one, two = planned(root), planned(root)
        assert [(it.id, it.why, it.fix) for it in one.findings] == [
            (it.id, it.why, it.fix) for it in two.findings
        ]
        assert len({it.id for it in one.findings if it.fix}) == len(one.fixes)


def _active(plan: Plan, chosen: list[Fix], path: str) -> list[object]:
    ids = {fix.id for fix in chosen}
    return [
        edit
        for fix in chosen
        for edit in fix.edits
        if edit.path == path and (edit.when == "any" or edit.owners <= ids)
    ]


def _said_within(raw: bytes, edits: list[Any]) -> Counter[str]:
    """The comments inside expressions that are replaced: statements take theirs along."""
    found: Counter[str] = Counter()
    for edit in edits:
        line = raw[: edit.start].replace(b"\r", b"\n").rpartition(b"\n")[2]
        if line.strip() and edit.after and b"#" in edit.before:
            with suppress(SyntaxError, tokenize.TokenError):
                found += comments(b"(" + edit.before.replace(b"\r", b"\n") + b"\n)")
    return found


def _holds(root: object, plan: Plan, applied: set[str]) -> None:
    """Each file is what splicing the fixes that are in it gives."""
    chosen = [fix for fix in plan.fixes if fix.id in applied]
    for path in {edit.path for fix in plan.fixes for edit in fix.edits}:
        raw = plan.suite.raw(path)
        file = root / path  # type: ignore[operator]
        if raw is None and not _active(plan, chosen, path):
            assert not file.exists()
        else:
            assert file.read_bytes() == spliced(raw or b"", _active(plan, chosen, path))


def _lines(raw: bytes) -> list[str]:
    import re

    lines = re.split(r"\r\n|\r|\n", text_of(raw).removeprefix("\ufeff"))
    return lines if lines[-1] else lines[:-1]


def _plain(lines: list[str]) -> list[str]:
    """The lines without what a review shows of an end that is not the usual one of its file."""
    return [line.rstrip("\r") for line in lines]


def _shown(path: str, before: bytes | None, after: bytes) -> str:
    import difflib

    one, two = ((raw or b"").decode("latin-1").splitlines() for raw in (before, after))
    return f"{path}\n" + "\n".join(difflib.unified_diff(one, two, lineterm=""))
