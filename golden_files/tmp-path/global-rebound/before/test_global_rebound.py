import os

import pytest

WORKDIR = "/tmp/global-rebound"


@pytest.fixture(autouse=True)
def workdir(tmp_path):
    global WORKDIR
    old, WORKDIR = WORKDIR, str(tmp_path)
    yield
    WORKDIR = old


def test_write():
    with open(os.path.join(WORKDIR, "a.txt"), "w") as f:
        f.write("x")
    assert os.listdir(WORKDIR) == ["a.txt"]
