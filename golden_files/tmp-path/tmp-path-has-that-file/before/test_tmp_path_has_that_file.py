import os
import shutil


def test_copy(tmp_path):
    source = tmp_path / "tmp-path-has-that-file.txt"
    source.write_text("ok")
    shutil.copy(source, "/tmp/tmp-path-has-that-file.txt")
    assert os.path.getsize("/tmp/tmp-path-has-that-file.txt") == 2
    os.remove("/tmp/tmp-path-has-that-file.txt")
    assert source.exists()
