import shelve
import shutil
import tarfile

import pytest


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-shelf") / "sd-shelf"
    with shelve.open(str(path), "n") as db:
        db["one"] = [1]
        db["two"] = {"x": 2}
    return path


def test_shelf_write(shelf):
    pass


def test_shelf_read(shelf):
    with shelve.open(str(shelf), "r") as db:
        assert sorted(db) == ["one", "two"]


@pytest.fixture(scope="session")
def shared_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    sd_member_path = folder / "sd-member.txt"
    with open(sd_member_path, "w") as f:
        f.write("member")
    with tarfile.open(folder / "sd-shelf.tar", "w") as tar:
        tar.add(sd_member_path, arcname="member.txt")
    return folder


def test_tar_write(shared_dir):
    assert tarfile.is_tarfile(str(shared_dir / "sd-shelf.tar"))


def test_tar_read(shared_dir):
    with tarfile.open(shared_dir / "sd-shelf.tar") as tar:
        assert tar.getnames() == ["member.txt"]
        assert tar.extractfile("member.txt").read() == b"member"


def test_tar_append(shared_dir, tmp_path):
    copy = shutil.copytree(shared_dir, tmp_path / "shared")
    tar_path = copy / "sd-shelf.tar"
    with tarfile.open(tar_path, "a") as tar:
        tar.add(copy / "sd-member.txt", arcname="again.txt")
    with tarfile.open(tar_path) as tar:
        assert len(tar.getnames()) == 2
