import os
import tempfile
from pathlib import Path


def test_join():
    cfg = os.path.join(tempfile.gettempdir(), "gettempdir-join.toml")
    with open(cfg, "w") as f:
        f.write("a = 1")
    assert os.path.exists(cfg)
    os.remove(cfg)


def test_pathlib():
    cfg = Path(tempfile.gettempdir()) / "gettempdir-pathlib.toml"
    cfg.write_text("a = 1")
    assert cfg.read_text() == "a = 1"
    cfg.unlink()


def test_variable():
    d = tempfile.gettempdir()
    with open(d + "/gettempdir-plus.toml", "w") as f:
        assert f.write("a = 1") == 5
