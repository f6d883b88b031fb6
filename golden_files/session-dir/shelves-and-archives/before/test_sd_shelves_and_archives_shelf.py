import os
import shelve
import tarfile

SHELF = "/tmp/sd-shelf"
TAR = "/tmp/sd-shelf.tar"


def test_shelf_write():
    with shelve.open(SHELF, "n") as db:
        db["one"] = [1]
        db["two"] = {"x": 2}


def test_shelf_read():
    with shelve.open(SHELF, "r") as db:
        assert sorted(db) == ["one", "two"]


def test_tar_write():
    with open("/tmp/sd-member.txt", "w") as f:
        f.write("member")
    with tarfile.open(TAR, "w") as tar:
        tar.add("/tmp/sd-member.txt", arcname="member.txt")
    assert tarfile.is_tarfile(TAR)


def test_tar_read():
    with tarfile.open(TAR) as tar:
        assert tar.getnames() == ["member.txt"]
        assert tar.extractfile("member.txt").read() == b"member"


def test_tar_append():
    with tarfile.open(TAR, "a") as tar:
        tar.add("/tmp/sd-member.txt", arcname="again.txt")
    with tarfile.open(TAR) as tar:
        assert len(tar.getnames()) == 2
    os.remove(TAR)
    os.remove("/tmp/sd-member.txt")
