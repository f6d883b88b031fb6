import re

import pytest


def load(path):
    with open(path) as file:
        if file.read() == "bad":
            raise ValueError(f"bad file {path}")


def write(path):
    with open(path, "w") as file:
        file.write("bad")


def test_format():
    name = "put-together-a.txt"
    write("/tmp/put-together-a.txt")
    with pytest.raises(ValueError) as info:
        load("/tmp/put-together-a.txt")
    assert str(info.value) == "bad file {}/{}".format("/tmp", name)


def test_f_string():
    folder, name = "/tmp", "put-together-b"
    write("/tmp/put-together-b.txt")
    with pytest.raises(ValueError) as info:
        load("/tmp/put-together-b.txt")
    assert str(info.value) == f"bad file {folder}/{name}.txt"


def test_sum():
    base = "/tmp/"
    write("/tmp/put-together-c.txt")
    with pytest.raises(ValueError) as info:
        load("/tmp/put-together-c.txt")
    assert str(info.value) == "bad file " + base + "put-together-c.txt"


def test_join():
    write("/tmp/put-together-d.txt")
    with pytest.raises(ValueError) as info:
        load("/tmp/put-together-d.txt")
    assert str(info.value).endswith("/".join(["/tmp", "put-together-d.txt"]))


def test_beginning():
    write("/tmp/put-together-e.txt")
    with pytest.raises(ValueError, match="/".join(["", "tmp", "put-together"])):
        load("/tmp/put-together-e.txt")


def test_escaped():
    write("/tmp/put-together-f.txt")
    with pytest.raises(ValueError, match=r"bad file /tmp/%s$" % re.escape("put-together-f.txt")):
        load("/tmp/put-together-f.txt")
