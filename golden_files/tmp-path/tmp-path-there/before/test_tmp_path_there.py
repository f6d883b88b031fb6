import os
import shutil


def test_copy(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("ok")
    shutil.copy(source, "/tmp/tmp-path-there.txt")
    assert os.path.getsize("/tmp/tmp-path-there.txt") == 2
