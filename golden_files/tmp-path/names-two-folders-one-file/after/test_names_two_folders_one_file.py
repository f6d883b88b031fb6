import os

import pytest


@pytest.fixture
def left(tmp_path):
    left_dir = tmp_path / "names-two-folders-left"
    data_path = left_dir / "data.txt"
    os.makedirs(left_dir, exist_ok=True)
    with open(data_path, "w") as f:
        f.write("a")
    return data_path


@pytest.fixture
def right(tmp_path):
    right_dir = tmp_path / "names-two-folders-right"
    data_path = right_dir / "data.txt"
    os.makedirs(right_dir, exist_ok=True)
    with open(data_path, "w") as f:
        f.write("bb")
    return data_path


def test_both(left, right):
    assert os.path.getsize(left) == 1
    assert os.path.getsize(right) == 2
