import os
from pathlib import Path


def test_fixed():
    p = Path("/tmp/computed-beside-fixed.txt")
    p.write_text("ok")
    assert p.read_text() == "ok"


def test_looped():
    for name in ("computed-beside-a", "computed-beside-b"):
        path = os.path.join("/tmp", name)
        with open(path, "w") as f:
            f.write(name)
        assert open(path).read() == name
