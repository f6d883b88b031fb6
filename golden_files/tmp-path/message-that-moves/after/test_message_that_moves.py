import logging
import re

import pytest


def load(path):
    with open(path) as file:
        if file.read() == "bad":
            raise ValueError(f"bad file {path}: " + "x" * 9)


def write(path):
    with open(path, "w") as file:
        file.write("bad")


def test_same_folder(tmp_path):
    folder = str(tmp_path)
    write(folder + "/a.txt")
    with pytest.raises(ValueError) as info:
        load(f"{folder}/a.txt")
    assert f"bad file {folder}/a.txt" in str(info.value)
    assert "bad file {}/{}:".format(folder, "a.txt") in str(info.value)


def test_escaped(tmp_path):
    path = str(tmp_path / "message-moves-b.txt")
    write(path)
    with pytest.raises(ValueError, match="^bad file .*: x{9}$"):
        load(path)
    with pytest.raises(ValueError, match="bad file " + re.escape(path)):
        load(path)


def test_output(capsys, caplog, tmp_path):
    path = str(tmp_path / "message-moves-c.txt")
    write(path)
    print("one", path)
    print("two", path)
    logging.getLogger("moves").warning("%s", path)
    out = capsys.readouterr().out
    assert len(out) > 0
    assert len(out.splitlines()) == 2
    assert out.index("one") < out.index("two")
    assert out.splitlines()[0].split()[0] == "one"
    assert len(caplog.records) == 1


def test_content(tmp_path):
    path = str(tmp_path / "message-moves-d.txt")
    write(path)
    with open(path) as file:
        assert len(file.read()) == 3
    assert hash(path) == hash(path)
    assert path.lower().endswith(".txt")
