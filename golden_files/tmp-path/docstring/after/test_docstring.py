import os


def test_log(tmp_path):
    """The log is written.

    See ticket 42.
    """
    log = tmp_path / "docstring.log"
    # Two lines are enough.
    with open(log, "w") as f:
        f.write("a\nb\n")
    assert os.path.getsize(log) == 4


def test_lambda(tmp_path):
    opener = lambda mode: open(tmp_path / "docstring-lambda.txt", mode)
    with opener("w") as f:
        f.write("ok")
    with opener("r") as f:
        assert f.read() == "ok"
