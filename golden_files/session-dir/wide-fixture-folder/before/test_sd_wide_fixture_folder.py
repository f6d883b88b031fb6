import os


def test_creates(workdir):
    target = os.path.join(workdir, "a.txt")
    with open(target, "w") as stream:
        stream.write("a")
    assert os.path.isfile(target)


def test_uses(workdir):
    with open(os.path.join(workdir, "a.txt")) as stream:
        assert stream.read() == "a"
