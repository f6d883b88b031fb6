import os

import pytest


@pytest.fixture
def target():
    yield "/tmp/fixture-overridden-module.txt"
    os.remove("/tmp/fixture-overridden-module.txt")


def test_write(target):
    with open(target, "w") as f:
        f.write("ok")
