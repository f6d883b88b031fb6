import os
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


def test_relative(tmp_path):
    a_dir = tmp_path / "a"
    b_path = a_dir / "b.txt"
    os.makedirs(a_dir)
    with open(b_path, "w") as f:
        f.write("ok")
    name = os.path.relpath(b_path, tmp_path)
    assert name == "a/b.txt"
