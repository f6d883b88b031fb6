import os
import subprocess
import sys

import pytest

CODE = """
import sys
with open("cwd_child_inline.out", "w") as f:
    f.write(" ".join(sys.argv[1:]) or "nothing")
sys.exit(len(sys.argv) > 3)
"""


def run(*args):
    return subprocess.run([sys.executable, "-c", CODE, *args]).returncode


@pytest.fixture(autouse=True)
def no_output_left():
    yield
    if os.path.exists("cwd_child_inline.out"):
        os.remove("cwd_child_inline.out")


def test_arguments():
    assert run("a", "b") == 0
    with open("cwd_child_inline.out") as f:
        assert f.read() == "a b"


def test_no_arguments():
    assert run() == 0
    with open("cwd_child_inline.out") as f:
        assert f.read() == "nothing"


def test_too_many():
    assert run("a", "b", "c") == 1
