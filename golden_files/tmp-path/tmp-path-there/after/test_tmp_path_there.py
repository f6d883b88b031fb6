import os
import shutil


def test_copy(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("ok")
    tmp_path_there_path = tmp_path / "tmp-path-there.txt"
    shutil.copy(source, tmp_path_there_path)
    assert os.path.getsize(tmp_path_there_path) == 2
