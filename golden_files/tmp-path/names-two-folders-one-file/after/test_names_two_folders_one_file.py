import os

import pytest


@pytest.fixture
def left(tmp_path):
    data_path = tmp_path / "names-two-folders-left" / "data.txt"
    os.makedirs(tmp_path / "names-two-folders-left", exist_ok=True)
    with open(data_path, "w") as f:
        f.write("a")
    return data_path


@pytest.fixture
def right(tmp_path):
    data_path = tmp_path / "names-two-folders-right" / "data.txt"
    os.makedirs(tmp_path / "names-two-folders-right", exist_ok=True)
    with open(data_path, "w") as f:
        f.write("bb")
    return data_path


def test_both(left, right):
    assert os.path.getsize(left) == 1
    assert os.path.getsize(right) == 2
