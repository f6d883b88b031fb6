import os

import pytest


@pytest.fixture(scope="session")
def up_and_down_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("up-and-down")
    for name in ("a.txt", "b.txt"):
        open(folder / name, "w").close()
    return folder


def test_makes_two(up_and_down_dir):
    assert (up_and_down_dir / "b.txt").exists()


def test_lists_them(up_and_down_dir):
    assert sorted(os.listdir(up_and_down_dir)) == ["a.txt", "b.txt"]
