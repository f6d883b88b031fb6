import os

LOG = "/tmp/shared-log-events.log"


def log(line):
    with open(LOG, "a") as f:
        f.write(line + "\n")


def test_start():
    with open(LOG, "a") as f:
        f.write("start\n")
    assert "start" in open(LOG).read()


def test_stop():
    with open(LOG, "a") as f:
        f.write("stop\n")
    with open(LOG) as f:
        assert f.read().splitlines()[-1] == "stop"
    os.remove(LOG)
