"""A fix that would spoil a file is refused with what is wrong, and where."""

import pytest

from codemods.edits.model import Edit, Fix
from codemods.suite.read import read_suite
from codemods.transforms.primitives.damage import broken

TEXT = b"X = 1\n\ndef test_a():\n    assert X == 1\n"


def fix(name: str, *changes: tuple[bytes, bytes]) -> Fix:
    edits = []
    for before, after in changes:
        start = TEXT.index(before)
        owners = frozenset({name})
        edits.append(Edit("test_a.py", start, start + len(before), before, after, owners))
    edits.sort(key=lambda edit: edit.order)
    return Fix(name, "tmp-path", "hardcoded-path", "x", "", "safe", (), tuple(edits))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            [(b"assert X == 1", b"pass"), (b"X == 1", b"True")],
            "test_a.py would be changed at line 4 in two ways at once",
        ),
        ([(b"():", b"(:")], "test_a.py would not parse afterwards (it does not parse (line 3"),
        ([(b"X = 1", b"Y = 1")], "test_a.py would use X without binding it"),
        (
            [(b"X = 1\n", b"def test_a():\n    assert True\n")],
            "test_a.py would define test_a twice",
        ),
    ],
)
def test_a_fix_that_spoils_a_file_is_told_with_its_reason(tmp_path, changes, reason):
    (tmp_path / "test_a.py").write_bytes(TEXT)

    [(culprit, why)] = broken(read_suite(tmp_path), [fix("one", *changes)])

    assert culprit == "one"
    assert why.startswith(reason)


def test_of_two_fixes_that_do_not_go_together_the_second_goes(tmp_path):
    (tmp_path / "test_a.py").write_bytes(TEXT)
    fixes = [fix("one", (b"assert X == 1", b"pass")), fix("two", (b"X == 1", b"True"))]

    assert dict(broken(read_suite(tmp_path), fixes)) == {
        "two": "test_a.py would be changed at line 4 in two ways at once"
    }


def test_fixes_that_spoil_nothing_are_not_told(tmp_path):
    (tmp_path / "test_a.py").write_bytes(TEXT)

    assert not list(broken(read_suite(tmp_path), [fix("one", (b"assert X == 1", b"assert X"))]))
