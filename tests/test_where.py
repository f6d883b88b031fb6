"""``--where``: what lies inside a match of a Bowler pattern stays, everything else goes."""

from pathlib import Path

import pytest

from codemods.errors import Refusal
from codemods.plan import Plan, changed_files, make_plan
from codemods.suite.read import read_suite
from codemods.where import narrow, read_where

SUITE = """\
import pytest

SHARED = "/tmp/xdistify-shared/x.txt"


@pytest.mark.parametrize("n", [1])
def test_first(n):
    with open("/tmp/xdistify-first.txt", "w") as file:
        file.write("1")


class TestGroup:
    def test_second(self):
        with open("/tmp/xdistify-second.txt", "w") as file:
            file.write("2")


def test_third():
    with open(SHARED, "w") as file:
        file.write("3")
"""


def planned(root: Path, files: dict[str, bytes]) -> Plan:
    for name, content in files.items():
        (root / name).write_bytes(content)
    suite = read_suite(root.resolve())
    return make_plan(suite, select=frozenset(), ignore=frozenset(), checked_in=frozenset())


def resources(plan: Plan, pattern: str) -> list[str]:
    """The resources of the findings that a pattern leaves."""
    narrowed = narrow(plan, read_where(pattern))
    assert narrowed.unreadable == ()
    return sorted(one.hazard.resource.rpartition("-")[2] for one in narrowed.plan.findings)


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("function:test_first", ["first.txt"]),
        ("function:test_third", ["shared/x.txt"]),
        ("function:test_second", ["second.txt"]),
        ("class:TestGroup", ["second.txt"]),
        ("var:SHARED", ["shared/x.txt"]),
        ("function:test_none", []),
        ("funcdef< 'def' name=NAME any* >", ["first.txt", "second.txt", "shared/x.txt"]),
        ("funcdef< 'def' 'test_third' any* >", ["shared/x.txt"]),
        ("decorated< any any >", ["first.txt"]),
        ("classdef< 'class' any ':' any >", ["second.txt"]),
        ("expr_stmt< 'SHARED' any* >", ["shared/x.txt"]),
        ("file_input< any* >", ["first.txt", "second.txt", "shared/x.txt"]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_lies_inside_a_match_is_left(
    tmp_path: Path, pattern: str, left: list[str], end: str
) -> None:
    plan = planned(tmp_path, {"test_it.py": SUITE.replace("\n", end).encode()})
    assert resources(plan, pattern) == left


@pytest.mark.parametrize(
    ("first", "encoding"),
    [("# größe 🎉 漢", "utf-8-sig"), ("# coding: latin-1\n# äöüß", "latin-1")],
)
def test_places_are_right_behind_other_letters(tmp_path: Path, first: str, encoding: str) -> None:
    content = f"{first}\n{SUITE}".replace('"1"', '"ä"').encode(encoding)
    plan = planned(tmp_path, {"test_it.py": content})
    assert resources(plan, "function:test_second") == ["second.txt"]
    assert resources(plan, "expr_stmt< 'SHARED' any* >") == ["shared/x.txt"]


def test_asynchronous_tests_and_files_without_a_last_line_end_are_read(tmp_path: Path) -> None:
    text = 'async def test_it():\n    open("/tmp/xdistify-it.txt", "w").close()'
    plan = planned(tmp_path, {"test_it.py": text.encode()})
    assert resources(plan, "funcdef< 'def' any* >") == resources(plan, "file_input< any* >")


def test_a_fix_is_kept_whole_where_one_of_its_tests_matches(tmp_path: Path) -> None:
    pair = (
        b'def test_writes():\n    open("/tmp/xdistify-pair.txt", "w").close()\n\n\n'
        b'def test_reads():\n    assert open("/tmp/xdistify-pair.txt").read() == ""\n'
    )
    plan = planned(tmp_path, {"test_pair.py": pair})

    narrowed = narrow(plan, read_where("function:test_reads")).plan

    assert plan.fixes
    assert narrowed.fixes == plan.fixes


def test_what_is_left_can_be_applied_without_the_rest(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"test_it.py": SUITE.encode()})
    narrowed = narrow(plan, read_where("class:TestGroup")).plan

    [(_, after)] = changed_files(narrowed, narrowed.fixes).values()

    assert b"def test_second(self, tmp_path)" in after
    assert after.count(b"tmp_path") == 2


NEW = b"""\
def test_new():
    match open("/tmp/xdistify-new.txt", "w").close():
        case None:
            pass
"""


def test_a_file_that_bowler_cannot_read_is_named_and_its_findings_left_out(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"test_it.py": SUITE.encode(), "test_new.py": NEW})

    narrowed = narrow(plan, read_where("file_input< any* >"))

    assert narrowed.unreadable == ("test_new.py",)
    kept = [finding.hazard.resource for finding in narrowed.plan.findings]
    assert len(kept) == 3
    assert not any("new" in resource for resource in kept)


def test_a_file_without_findings_is_not_named(tmp_path: Path) -> None:
    quiet = NEW.replace(b'open("/tmp/xdistify-new.txt", "w").close()', b"None")
    plan = planned(tmp_path, {"test_it.py": SUITE.encode(), "test_new.py": quiet})
    assert narrow(plan, read_where("function:test_first")).unreadable == ()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("", "needs a pattern"),
        ("  ", "needs a pattern"),
        ("nope:x", "no 'nope'"),
        ("method:x", "no 'method'"),
        ("function:", "is no name"),
        ("function:test_*", "is no name"),
        ("function:x' any*", "is no name"),
        ("nothing< any >", "Invalid symbol"),
        ("NOTHING", "Invalid token"),
        ("funcdef<", "does not parse"),
        ("(", "does not parse"),
        ("'", "does not parse"),
        ("funcdef< {name} >", "does not parse"),
        ("NAME< any >", "Can't have details"),
    ],
)
def test_what_is_no_pattern_is_refused_in_a_sentence(pattern: str, words: str) -> None:
    with pytest.raises(Refusal, match="--where") as refusal:
        read_where(pattern)
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)
