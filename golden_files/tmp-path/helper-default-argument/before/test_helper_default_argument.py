import os


def make_log(lines, path="dredger.log", mode="w"):
    with open(path, mode) as f:
        for line in lines:
            f.write(line + "\n")
    return path


def test_lines():
    path = make_log(["start", "stop"])
    with open(path) as f:
        assert f.read() == "start\nstop\n"
    os.unlink(path)


def test_append():
    make_log(["start"])
    path = make_log(["stop"], mode="a")
    assert os.path.getsize(path) == 11
    os.unlink(path)


def test_elsewhere(tmp_path):
    path = make_log(["start"], path=tmp_path / "other.log")
    assert path.read_text() == "start\n"
