import os


def test_scratch(tmp_path):
    scratch = tmp_path / "constant-of-module-attribute.bin"
    with open(scratch, "wb") as f:
        f.write(b"123")
    assert os.path.getsize(scratch) == 3
