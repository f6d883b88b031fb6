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


def test_gone(tmp_path):
    beacon_path = tmp_path / "beacon.state"
    with open(beacon_path, "w") as f:
        f.write("lit")
    watched = Watched(beacon_path)
    assert watched.changed() == "same"
    os.remove(beacon_path)
    assert watched.changed() == "gone"


def test_cannot_be_watched(tmp_path):
    beacon_path = tmp_path / "beacon.state"
    with open(beacon_path, "w") as f:
        f.write("lit")
    os.remove(beacon_path)
    with pytest.raises(FileNotFoundError):
        Watched(beacon_path)
