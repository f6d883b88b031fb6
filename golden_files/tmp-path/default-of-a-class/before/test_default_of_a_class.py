import os
from dataclasses import dataclass


@dataclass
class Config:
    out: str = "/tmp/default-of-a-class.txt"
    verbose: bool = False


def test_default_can_be_written():
    config = Config()
    with open(config.out, "w") as f:
        f.write("ok")
    assert os.path.exists(config.out)
    os.remove(config.out)
