"""What a line of filter text means."""

from pathlib import Path

import pytest

from codemods.errors import Refusal
from codemods.review.decisions import stepped
from codemods.review.filters import passes, read_filter
from codemods.review.state import decided
from tests.review.suites import planted, review_at

ONE = """\
def test_{0}_works():
    with open("/tmp/xdistify-{0}.txt", "w") as file:
        file.write("ok")
"""
PORT = """\
import socket


def test_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 45321))
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ["a", "b", "port"]),
        ("xdistify-a", ["a"]),
        ("XDISTIFY", ["a", "b"]),
        ("xdistify test_b", ["b"]),
        ("transform:tmp-path", ["a", "b"]),
        ("hazard:fixed-port", ["port"]),
        ("file:test_b", ["b"]),
        ("file:test_a file:test_b", ["a", "b"]),
        ("resource:/tmp", ["a", "b"]),
        ("resource:test", []),
        ("test:a_works", ["a"]),
        ("tests/test_a.py::test_a", ["a"]),
        ("safe", ["a", "b"]),
        ("unsafe", []),
        ("manual", ["port"]),
        ("static", ["a", "b", "port"]),
        ("observed", []),
        ("status:undecided", ["b", "port"]),
        ("status:accepted", ["a"]),
        ("status:accepted status:undecided safe", ["a", "b"]),
        ("status:rejected", []),
        ("edited", []),
        ("status:", ["a", "b", "port"]),
    ],
)
def test_a_filter_passes(tmp_path: Path, text: str, wanted: list[str]) -> None:
    files = {f"tests/test_{name}.py": ONE.format(name) for name in "ab"}
    review = review_at(planted(tmp_path, {**files, "tests/test_port.py": PORT}))
    review = review.after(decided(review, [review.items[0]], "accepted"))
    found = [it for it in (*review.items, *review.left) if passes(review, it, read_filter(text))]
    names = [it.finding.tests[0].partition("test_")[2].partition(".")[0] for it in found]
    assert names == wanted


def test_its_id_finds_a_fix(tmp_path: Path) -> None:
    review = review_at(planted(tmp_path, {"test_a.py": ONE.format("a")}))
    (item,) = review.items
    assert passes(review, item, read_filter(f"id:{item.id[:4]}"))
    assert not passes(review, item, read_filter("id:zzzz"))


def test_what_was_edited_is_found(tmp_path: Path) -> None:
    review = review_at(planted(tmp_path, {"test_a.py": ONE.format("a")}))
    (item,) = review.items
    edited = decided(review, [item], "accepted", edits=item.fix.edits)
    after = review.after(stepped(edited.decisions.values()))
    assert passes(after, item, read_filter("edited"))
    assert not passes(review, item, read_filter("edited"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [("colour:red", "no filter 'colour'"), ("status:maybe", "no status 'maybe'")],
)
def test_what_means_nothing_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        read_filter(text)
