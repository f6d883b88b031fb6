import os

import pytest


@pytest.fixture(scope="module")
def a_file(workdir):
    target = os.path.join(workdir, "a.txt")
    with open(target, "w") as stream:
        stream.write("a")


@pytest.mark.usefixtures("a_file")
def test_creates(workdir):
    target = os.path.join(workdir, "a.txt")
    assert os.path.isfile(target)


@pytest.mark.usefixtures("a_file")
def test_uses(workdir):
    with open(os.path.join(workdir, "a.txt")) as stream:
        assert stream.read() == "a"
