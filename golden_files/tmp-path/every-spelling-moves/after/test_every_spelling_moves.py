import os
import shutil
from dataclasses import dataclass


@dataclass
class Config:
    out: str
    verbose: bool = False


def test_equal(tmp_path):
    every_spelling_moves_path = str(tmp_path / "every-spelling-moves.txt")
    config = Config(out=every_spelling_moves_path)
    with open(config.out, "w") as f:
        f.write("ok")
    assert config == Config(every_spelling_moves_path)
    os.remove(every_spelling_moves_path)


def test_relative(tmp_path):
    every_spelling_moves_dir = tmp_path / "every-spelling-moves"
    b_path = every_spelling_moves_dir / "a" / "b.txt"
    os.makedirs(every_spelling_moves_dir / "a")
    with open(b_path, "w") as f:
        f.write("ok")
    name = os.path.relpath(b_path, every_spelling_moves_dir)
    assert name == "a/b.txt"
    shutil.rmtree(every_spelling_moves_dir)
