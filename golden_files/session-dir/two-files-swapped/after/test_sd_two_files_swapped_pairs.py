import os
import shutil

import pytest


@pytest.fixture(scope="session")
def shared_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    (folder / "sd_l.txt").write_text("a\nc\n")
    (folder / "sd_r.txt").write_text("b\nd\n")
    return folder


@pytest.fixture(scope="session")
def shared_dir_after_swap(shared_dir, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(shared_dir, folder, dirs_exist_ok=True)
    left_path = folder / "sd_l.txt"
    right_path = folder / "sd_r.txt"
    left, right = left_path.read_text(), right_path.read_text()
    left_path.write_text(right)
    right_path.write_text(left)
    return folder


def test_left(shared_dir):
    assert (shared_dir / "sd_l.txt").read_text().splitlines() == ["a", "c"]


def test_right(shared_dir):
    assert (shared_dir / "sd_r.txt").read_text().splitlines() == ["b", "d"]


def test_merge(shared_dir):
    left = shared_dir / "sd_l.txt"
    right = shared_dir / "sd_r.txt"
    assert sorted(left.read_text().split() + right.read_text().split()) == list("abcd")


def test_swap(shared_dir_after_swap):
    assert (shared_dir_after_swap / "sd_l.txt").read_text() == "b\nd\n"
    assert (shared_dir_after_swap / "sd_r.txt").read_text() == "a\nc\n"


def test_cleanup(shared_dir_after_swap, tmp_path):
    copy = shutil.copytree(shared_dir_after_swap, tmp_path / "shared")
    for path in (copy / "sd_l.txt", copy / "sd_r.txt"):
        os.remove(path)
        assert not path.exists()
