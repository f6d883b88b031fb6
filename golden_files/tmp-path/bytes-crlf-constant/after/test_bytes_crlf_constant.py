import os


def test_out(tmp_path):
    out = tmp_path / "bytes-crlf-constant.txt"
    with open(out, "w") as f:
        f.write("ok")
    os.remove(out)
