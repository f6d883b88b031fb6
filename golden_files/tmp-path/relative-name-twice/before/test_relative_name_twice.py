import os
from pathlib import Path


def test_spellings():
    with open("./relative-name-twice.txt", "w") as f:
        f.write("ok")
    assert Path("relative-name-twice.txt").is_file()
    assert (Path.cwd() / "relative-name-twice.txt").exists()
    os.remove(os.path.abspath("relative-name-twice.txt"))
