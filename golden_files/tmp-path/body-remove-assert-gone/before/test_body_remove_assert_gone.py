import os
from pathlib import Path


class PidFile:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        with open(self.name, "w") as f:
            f.write("4242")
        return self

    def __exit__(self, *exc):
        if os.path.exists(self.name):
            os.remove(self.name)


def test_removed_by_hand():
    pid = Path("ferryd.pid")
    with PidFile("ferryd.pid"):
        assert pid.read_text() == "4242"
        os.remove("ferryd.pid")
        assert not os.path.exists("ferryd.pid")
    assert not pid.exists()


def test_removed_at_exit():
    with PidFile("ferryd.pid"):
        assert os.path.exists("ferryd.pid")
    assert not os.path.exists("ferryd.pid")
