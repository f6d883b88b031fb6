import os

PATH = "/tmp/sd-kept-narrow.txt"


def test_write(monkeypatch):
    monkeypatch.setenv("SD_KEPT_NARROW", "narrow")
    with open(PATH, "w") as stream:
        stream.write(os.environ["SD_KEPT_NARROW"])


def test_read():
    with open(PATH) as stream:
        assert stream.read() == "narrow"
