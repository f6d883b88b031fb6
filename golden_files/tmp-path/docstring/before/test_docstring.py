import os

LOG = "/tmp/docstring.log"


def test_log():
    """The log is written.

    See ticket 42.
    """
    # Two lines are enough.
    with open(LOG, "w") as f:
        f.write("a\nb\n")
    assert os.path.getsize(LOG) == 4


def test_lambda():
    opener = lambda mode: open("/tmp/docstring-lambda.txt", mode)
    with opener("w") as f:
        f.write("ok")
    with opener("r") as f:
        assert f.read() == "ok"
