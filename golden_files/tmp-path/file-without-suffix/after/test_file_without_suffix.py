import os


def test_lock(tmp_path):
    file_without_suffix_path = tmp_path / "file-without-suffix"
    open(file_without_suffix_path, "w").close()
    assert os.path.isfile(file_without_suffix_path)
