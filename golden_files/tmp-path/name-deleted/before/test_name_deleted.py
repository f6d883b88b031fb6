import os


def test_deleted():
    path = "/tmp/name-deleted.txt"
    open(path, "w").close()
    del path
    assert os.path.exists("/tmp/name-deleted.txt")
    os.remove("/tmp/name-deleted.txt")
