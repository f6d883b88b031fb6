import os


def test_deleted(tmp_path):
    name_deleted_path = tmp_path / "name-deleted.txt"
    path = name_deleted_path
    open(path, "w").close()
    del path
    assert os.path.exists(name_deleted_path)
