import os
import shelve

import pytest


def count(path):
    """Count the runs of a program in a shelf."""
    with shelve.open(path) as shelf:
        shelf["runs"] = shelf.get("runs", 0) + 1
        return shelf["runs"]


def remove(path):
    for suffix in ("", ".db", ".dat", ".dir", ".bak"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


@pytest.mark.parametrize(
    "filename",
    ["param_single_plain", "param_single.with.dots", "param_single with spaces", "param_single_ünï"],
)
def test_count(filename, tmp_path):
    filename = str(tmp_path / filename)
    try:
        assert count(filename) == 1
        assert count(filename) == 2
    finally:
        remove(filename)


@pytest.mark.parametrize("runs", [1, 3])
def test_runs(runs, tmp_path):
    for _ in range(runs):
        last = count(str(tmp_path / "shelf"))
    assert last == runs
