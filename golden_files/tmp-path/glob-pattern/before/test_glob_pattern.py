import glob
import os

import pytest


@pytest.fixture(autouse=True)
def clean():
    yield
    for name in glob.glob("/tmp/glob-pattern-*.txt"):
        os.remove(name)


def test_one():
    with open("/tmp/glob-pattern-1.txt", "w") as f:
        f.write("ok")
    assert len(glob.glob("/tmp/glob-pattern-*.txt")) == 1


def test_two():
    for n in "ab":
        with open(f"/tmp/glob-pattern-{n}.txt", "w") as f:
            f.write(n)
    assert len(glob.glob("/tmp/glob-pattern-*.txt")) == 2
