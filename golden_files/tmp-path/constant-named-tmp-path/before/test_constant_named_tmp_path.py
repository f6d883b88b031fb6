import os

tmp_path = "/tmp/constant-named-tmp-path.pdf"


def test_merged():
    with open(tmp_path, "w") as f:
        f.write("x")
    assert os.path.getsize(tmp_path) == 1
    os.remove(tmp_path)
