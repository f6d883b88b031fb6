import os

import pytest

LEFT = "/tmp/names-two-folders-left"
RIGHT = "/tmp/names-two-folders-right"


@pytest.fixture
def left():
    os.makedirs(LEFT, exist_ok=True)
    with open(f"{LEFT}/data.txt", "w") as f:
        f.write("a")
    return f"{LEFT}/data.txt"


@pytest.fixture
def right():
    os.makedirs(RIGHT, exist_ok=True)
    with open(f"{RIGHT}/data.txt", "w") as f:
        f.write("bb")
    return f"{RIGHT}/data.txt"


def test_both(left, right):
    assert os.path.getsize(left) == 1
    assert os.path.getsize(right) == 2
