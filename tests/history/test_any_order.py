"""Any subset applied, any subset taken back, in any order: the bytes follow from what remains."""

import shutil
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from codemods.edits.model import Edit, Fix
from codemods.edits.spans import render
from codemods.history import (
    applied_fixes,
    apply_fixes,
    originals_before_fixes,
    revert_fixes,
)
from codemods.history.bytewise import parse
from codemods.history.layers import Change, between, differences, put

PIECES = [
    b"a", b"bb", b"x = 1", b"\n", b"\r\n", b"\r", b"\n\n", b"\x0c", b"\xe9", b"\xef\xbb\xbf",
    b"\t", b"#", b"",
]  # fmt: skip
IDS = ["aaaa1111", "aaaa2222", "bbbb3333", "cccc4444"]
TRANSFORMS = ["tmp-path", "tmp-path", "worker-id", "run-once"]


def text(minimum=0, maximum=12):
    return st.lists(st.sampled_from(PIECES), min_size=minimum, max_size=maximum).map(b"".join)


@st.composite
def edits_of(draw, path: str, original: bytes) -> list[Edit]:
    """Edits that do not cross, each with owners of its own."""
    cuts = sorted(draw(st.lists(st.integers(0, len(original)), max_size=8)))
    found: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = draw(text(0, 3))
        if (found and (start, end) == (found[-1].start, found[-1].end)) or (
            not after and start == end
        ):
            continue
        owners = frozenset(draw(st.sets(st.sampled_from(IDS), min_size=1, max_size=3)))
        when = draw(st.sampled_from(["any", "any", "all"]))
        rank = draw(st.integers(0, 2))
        found.append(Edit(path, start, end, original[start:end], after, owners, when, rank))
    return found


def fixes_of(edits: Sequence[Edit]) -> list[Fix]:
    return [
        Fix(name, transform, "hazard", "/tmp/x", "Because.", "safe", (), mine)
        for name, transform in zip(IDS, TRANSFORMS, strict=True)
        if (mine := tuple(edit for edit in edits if name in edit.owners))
    ]


ON_DISK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ON_DISK
@given(st.data())
def test_the_bytes_are_what_the_remaining_fixes_make_of_the_original(data):
    originals = {"a.py": data.draw(text(2)), "b.py": data.draw(text(1))}
    edits = [it for path, content in originals.items() for it in data.draw(edits_of(path, content))]
    fixes = fixes_of(edits)
    assume(fixes)
    chosen = [fix for fix in fixes if data.draw(st.booleans())] or fixes
    order = data.draw(st.permutations([fix.id for fix in chosen]))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, content in originals.items():
            (root / path).write_bytes(content)
        applied = put_in(root, originals, chosen)
        check_files(root, originals, edits, applied)
        while order:
            some = [order.pop() for _ in range(data.draw(st.integers(1, len(order))))]
            listed = {fix.id for fix in applied_fixes(root)}
            gone = take_back(root, [fix for fix in some if fix in listed])
            assert gone <= set(some)
            applied -= set(some)
            check_files(root, originals, edits, applied)
        assert set(applied_fixes(root)) == set()
        assert sorted(path.name for path in root.iterdir()) == ["a.py", "b.py"]


@ON_DISK
@given(st.data())
def test_several_batches_on_one_file_come_back_out_in_any_order(data):
    original = data.draw(text(3, 16))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        states = [original]
        (root / "a.py").write_bytes(original)
        for digit in "123":
            content = (root / "a.py").read_bytes()
            fixes = [renamed(fix, digit) for fix in fixes_of(data.draw(edits_of("a.py", content)))]
            if fixes:
                put_in(root, {"a.py": content}, fixes)
            states.append((root / "a.py").read_bytes())
        assert originals_before_fixes(root).get("a.py", original) == original
        if data.draw(st.booleans()):
            newest = [fix.id for fix in applied_fixes(root) if fix.id.endswith("3")]
            take_back(root, newest)
            assert (root / "a.py").read_bytes() == states[-2]
        while left := [fix.id for fix in applied_fixes(root)]:
            size = len(left)
            take_back(root, [data.draw(st.sampled_from(left))])
            assert len(applied_fixes(root)) < size
            assert originals_before_fixes(root).get("a.py", original) == original
        assert (root / "a.py").read_bytes() == original
        assert [path.name for path in root.iterdir()] == ["a.py"]


@ON_DISK
@given(st.data())
def test_the_order_of_taking_back_does_not_matter(data):
    original = data.draw(text(3, 16))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "a.py").write_bytes(original)
        for digit in "12":
            content = (root / "a.py").read_bytes()
            edits = [
                Edit(it.path, it.start, it.end, it.before, it.after, it.owners, "any")
                for it in data.draw(edits_of("a.py", content))
            ]
            put_in(root, {"a.py": content}, [renamed(fix, digit) for fix in fixes_of(edits)])
        everything = [fix.id for fix in applied_fixes(root)]
        some = data.draw(st.lists(st.sampled_from(everything), unique=True)) if everything else []
        full = (root / "a.py").read_bytes()
        results = set()
        for order in (some, some[::-1]):
            copy = Path(tempfile.mkdtemp(dir=root))
            (copy / "a.py").write_bytes(full)
            if (root / ".xdistify").exists():
                shutil.copytree(root / ".xdistify", copy / ".xdistify")
            for fix in order:
                if fix in {it.id for it in applied_fixes(copy)}:
                    take_back(copy, [fix])
            results.add((copy / "a.py").read_bytes())
        assert len(results) == 1


@given(st.data())
def test_the_edits_in_a_file_are_found_by_its_bytes(data):
    original = data.draw(text(2))
    edits = data.draw(edits_of("a.py", original))
    chosen = frozenset(edit for edit in edits if data.draw(st.booleans()))
    content = put(original, sorted(Change(*it.order) for it in chosen))

    assert parse(original, edits, content, chosen) == chosen
    found = parse(original, edits, content, frozenset())
    assert found is not None
    assert put(original, sorted(Change(*it.order) for it in found)) == content


@given(text(), text())
def test_bytes_that_no_choice_of_edits_makes_are_not_explained(original, other):
    assume(original != other)
    assert parse(original, [], other, frozenset()) is None


@given(st.data())
def test_changes_between_two_states_lead_from_one_to_the_other(data):
    original = data.draw(text(2))
    changes = sorted(Change(*it.order) for it in data.draw(edits_of("", original)))
    before = [it for it in changes if data.draw(st.booleans())]
    after = [it for it in changes if data.draw(st.booleans())]

    found = between(original, before, after)

    assert put(put(original, before), found) == put(original, after)
    assert all(one.end < two.start for one, two in pairwise(found))


@given(text(), text())
def test_line_differences_lead_from_one_to_the_other(old, new):
    assert put(old, differences(old, new)) == new


def put_in(root, originals, fixes):
    apply_fixes(
        root,
        originals,
        fixes,
        commit="none",
        branch=None,
        allow_dirty=False,
        describe=lambda group: "",
    )
    return {fix.id for fix in fixes}


def take_back(root, selectors):
    if not selectors:
        return set()
    done = revert_fixes(root, selectors, everything=False, allow_dirty=False, commit=False)
    assert {fix.id for fix in done.fixes} == set(selectors)
    assert len(done.also) == len(done.reasons)
    return {fix.id for fix in done.fixes}


def check_files(root, originals, edits, applied):
    for path, original in originals.items():
        mine = [edit for edit in edits if edit.path == path]
        assert (root / path).read_bytes() == render(original, mine, frozenset(applied))


def renamed(fix, digit):
    return Fix(
        fix.id[:-1] + digit,
        fix.transform,
        fix.hazard,
        fix.resource,
        fix.why,
        fix.safety,
        fix.tests,
        tuple(
            Edit(
                it.path,
                it.start,
                it.end,
                it.before,
                it.after,
                frozenset(owner[:-1] + digit for owner in it.owners),
                it.when,
            )
            for it in fix.edits
        ),
    )
