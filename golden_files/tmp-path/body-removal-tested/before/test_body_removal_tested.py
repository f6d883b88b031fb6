import os

import pytest


class Watched:
    def __init__(self, path):
        self.path = path
        self.seen = os.stat(path).st_size

    def changed(self):
        try:
            size = os.stat(self.path).st_size
        except FileNotFoundError:
            return "gone"
        return "changed" if size != self.seen else "same"


def test_gone():
    with open("beacon.state", "w") as f:
        f.write("lit")
    watched = Watched("beacon.state")
    assert watched.changed() == "same"
    os.remove("beacon.state")
    assert watched.changed() == "gone"


def test_cannot_be_watched():
    with open("beacon.state", "w") as f:
        f.write("lit")
    os.remove("beacon.state")
    with pytest.raises(FileNotFoundError):
        Watched("beacon.state")
