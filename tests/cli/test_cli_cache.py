"""A scan says the same with what is kept as without it."""

from pathlib import Path

import pytest

ONE = "def test_one():\n    open('/tmp/one-of-two', 'w')\n"
TWO = "def test_two():\n    open('/tmp/one-of-two', 'w')\n"


@pytest.fixture
def cache(own, tmp_path: Path) -> Path:
    own.environment["XDISTIFY_CACHE"] = str(tmp_path / "kept")
    return tmp_path / "kept" / "cache.sqlite"


def test_a_second_scan_says_the_same(own, cache):
    own.write({"tests/test_one.py": ONE})
    first = own.run("scan")
    kept = cache.read_bytes()

    second = own.run("scan")

    assert (second.code, second.out, second.err) == (first.code, first.out, first.err)
    assert first.code == 1
    assert cache.read_bytes() == kept


@pytest.mark.parametrize(
    "change",
    [
        {"tests/test_one.py": ONE.replace("one-of-two", "another")},
        {"tests/test_two.py": TWO},
        {"pytest.ini": "[pytest]\npython_files = nothing_*.py\n"},
        {"pyproject.toml": '[tool.xdistify]\nignore = ["tmp-path"]\n'},
    ],
)
def test_a_change_is_seen(own, cache, change):
    own.write({"tests/test_one.py": ONE})
    first = own.run("scan")
    own.write(change)

    second = own.run("scan")

    own.environment["XDISTIFY_CACHE"] = ""
    assert (second.code, second.out) == ((plain := own.run("scan")).code, plain.out)
    assert second.out != first.out


def test_an_option_is_seen(own, cache):
    own.write({"tests/test_one.py": ONE})
    own.run("scan")
    assert own.run("scan", "--ignore", "tmp-path").code == 0
    assert own.run("scan", "--format", "json").out.startswith(b"{")


def test_an_answer_that_was_cut_short_is_not_kept(own, cache):
    slow = "def test_slow():\n    x = 0\n" + "    x = x + 1\n" * 60_000
    own.write({"tests/test_slow.py": slow + "    open('/tmp/one-of-two', 'w')\n"})
    own.write({"pyproject.toml": "[tool.xdistify]\nfile-timeout = 0.01\n"})

    first = own.run("scan", "--format", "json")

    assert b"takes too long" in first.out
    assert cache.read_bytes().count(b"takes too long") == 0
