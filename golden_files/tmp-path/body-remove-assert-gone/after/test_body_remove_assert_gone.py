import os


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


def test_removed_by_hand(tmp_path):
    ferryd_path = tmp_path / "ferryd.pid"
    pid = ferryd_path
    with PidFile(ferryd_path):
        assert pid.read_text() == "4242"
        os.remove(ferryd_path)
        assert not os.path.exists(ferryd_path)
    assert not pid.exists()


def test_removed_at_exit(tmp_path):
    ferryd_path = tmp_path / "ferryd.pid"
    with PidFile(ferryd_path):
        assert os.path.exists(ferryd_path)
    assert not os.path.exists(ferryd_path)
