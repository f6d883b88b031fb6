import os
import shutil
from dataclasses import dataclass


@dataclass
class Config:
    out: str
    verbose: bool = False


def test_equal():
    config = Config(out="/tmp/every-spelling-moves.txt")
    with open(config.out, "w") as f:
        f.write("ok")
    assert config == Config("/tmp/every-spelling-moves.txt")
    os.remove("/tmp/every-spelling-moves.txt")


def test_relative():
    os.makedirs("/tmp/every-spelling-moves/a")
    with open("/tmp/every-spelling-moves/a/b.txt", "w") as f:
        f.write("ok")
    name = os.path.relpath(
        "/tmp/every-spelling-moves/a/b.txt", "/tmp/every-spelling-moves"
    )
    assert name == "a/b.txt"
    shutil.rmtree("/tmp/every-spelling-moves")
