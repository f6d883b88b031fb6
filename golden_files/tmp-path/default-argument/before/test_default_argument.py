import os


def test_dump(path="/tmp/default-argument.bin"):
    with open(path, "wb") as f:
        f.write(b"\0")
    assert os.path.getsize(path) == 1
    os.remove(path)
