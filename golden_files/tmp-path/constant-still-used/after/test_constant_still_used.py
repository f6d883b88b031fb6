NAME = "/tmp/constant-still-used.txt"


def describe(path=NAME):
    return "path of %d characters" % len(path)


def test_describe():
    assert describe() == "path of 28 characters"


def test_write(tmp_path):
    with open(tmp_path / "constant-still-used.txt", "w") as f:
        f.write("ok")
