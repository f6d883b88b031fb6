import os
import sys

if sys.platform == "win32":
    OUT = "C:\\Temp\\constant-conditional.txt"
else:
    OUT = "/tmp/constant-conditional.txt"


def test_out():
    with open(OUT, "w") as f:
        f.write("ok")
    assert os.path.getsize(OUT) == 2
    os.remove(OUT)
