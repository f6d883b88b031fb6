import glob
import os

import pytest


@pytest.fixture(autouse=True)
def clean(tmp_path):
    yield
    for name in glob.glob(str(tmp_path / "glob-pattern-*.txt")):
        os.remove(name)


def test_one(tmp_path):
    with open(tmp_path / "glob-pattern-1.txt", "w") as f:
        f.write("ok")
    assert len(glob.glob(str(tmp_path / "glob-pattern-*.txt"))) == 1


def test_two(tmp_path):
    for n in "ab":
        with open(tmp_path / f"glob-pattern-{n}.txt", "w") as f:
            f.write(n)
    assert len(glob.glob(str(tmp_path / "glob-pattern-*.txt"))) == 2
