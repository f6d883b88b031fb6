import os

import pytest


def load(path):
    if os.path.exists(path):
        raise ValueError(f"bad file {path}")


def test_pattern():
    with open("/tmp/beginning-in-message-a.txt", "w") as file:
        file.write("x")
    with pytest.raises(ValueError, match="bad file /tmp/beginning-in-message-a"):
        load("/tmp/beginning-in-message-a.txt")


def test_pattern_alone():
    path = "/tmp/beginning-in-message-b.txt"
    with open(path, "w") as file:
        file.write("x")
    with pytest.raises(ValueError, match="/tmp/beginning-in.*"):
        load(path)


def test_contained():
    path = "/tmp/beginning-in-message-c.txt"
    with open(path, "w") as file:
        file.write("x")
    with pytest.raises(ValueError) as info:
        load(path)
    assert "/tmp/beginning-in" in str(info.value)


def test_printed(capsys):
    path = "/tmp/beginning-in-message-d.txt"
    with open(path, "w") as file:
        print(path)
        file.write("x")
    assert capsys.readouterr().out.startswith("/tmp/beginning-in")


def test_put_together():
    path = "/tmp/beginning-in-message-e.txt"
    with open(path, "w") as file:
        file.write("x")
    with pytest.raises(ValueError) as info:
        load(path)
    assert info.value.args == ("bad file /tmp/" + "beginning-in-message-e.txt",)
