import os
import tempfile

OUT = os.path.join(tempfile.gettempdir(), "bytes-crlf-constant.txt")


def test_out():
    with open(OUT, "w") as f:
        f.write("ok")
    os.remove(OUT)
