import os
import shutil


def test_archive(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    name = shutil.make_archive("/tmp/archive-named", "zip", source)
    assert name == "/tmp/archive-named.zip"
    os.remove("/tmp/archive-named.zip")
