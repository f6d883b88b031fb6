import os
import tempfile


def test_load():
    cfg = os.path.join(tempfile.gettempdir(), "try-finally.toml")
    try:
        with open(cfg, "w") as f:
            f.write("a = 1")
        assert os.path.getsize(cfg) == 5
    finally:
        if os.path.exists(cfg):
            os.remove(cfg)
