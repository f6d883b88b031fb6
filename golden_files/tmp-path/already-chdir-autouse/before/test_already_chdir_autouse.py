import os
from pathlib import Path


def test_export():
    with open("already-chdir-autouse.csv", "w") as f:
        f.write("a,b")
    assert os.listdir() == ["already-chdir-autouse.csv"]


def test_config():
    Path("settings").mkdir()
    Path("settings/already.toml").write_text("x = 1")
    assert Path("settings/already.toml").exists()
