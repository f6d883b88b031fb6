import os
import tempfile


def test_same_folder():
    with tempfile.NamedTemporaryFile(dir="/tmp", delete=False) as file:
        file.write(b"x")
    os.rename(file.name, "/tmp/spelled-twice.txt")
    assert os.path.dirname("/tmp/spelled-twice.txt") == os.path.dirname(file.name)
    os.remove("/tmp/spelled-twice.txt")
