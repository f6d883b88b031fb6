import os
import shutil

import pytest


@pytest.fixture(scope="session")
def shared_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    (folder / "sd_left.txt").write_text("a\nc\n")
    (folder / "sd_right.txt").write_text("b\nd\n")
    left = folder / "sd_left.txt"
    right = folder / "sd_right.txt"
    lines = sorted(left.read_text().split() + right.read_text().split())
    (folder / "sd_merged.txt").write_text("\n".join(lines))
    return folder


def test_left(shared_dir):
    assert (shared_dir / "sd_left.txt").read_text().splitlines() == ["a", "c"]


def test_right(shared_dir):
    assert (shared_dir / "sd_right.txt").read_text().splitlines() == ["b", "d"]


def test_merge(shared_dir):
    left = shared_dir / "sd_left.txt"
    right = shared_dir / "sd_right.txt"
    lines = sorted(left.read_text().split() + right.read_text().split())
    assert lines == list("abcd")


def test_merged_file(shared_dir):
    assert (shared_dir / "sd_merged.txt").read_text() == "a\nb\nc\nd"


def test_cleanup(shared_dir, tmp_path):
    copy = shutil.copytree(shared_dir, tmp_path / "shared")
    for path in (copy / "sd_left.txt", copy / "sd_right.txt", copy / "sd_merged.txt"):
        os.remove(path)
        assert not path.exists()
