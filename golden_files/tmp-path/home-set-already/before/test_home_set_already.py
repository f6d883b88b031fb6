import os

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))


def test_write():
    path = os.path.expanduser("~/.home-set-already")
    with open(path, "w") as f:
        f.write("x")
    assert os.path.getsize(path) == 1
