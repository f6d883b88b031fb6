import os

SPOOL = "/tmp/sd-spool"


def test_fill():
    os.makedirs(SPOOL, exist_ok=True)
    for i in range(4):
        with open(os.path.join(SPOOL, "job%d" % i), "w") as fh:
            fh.write("job")
    assert len(os.listdir(SPOOL)) == 4


def test_job_content():
    with open(os.path.join(SPOOL, "job0")) as fh:
        assert fh.read() == "job"


def test_drain():
    for name in os.listdir(SPOOL):
        os.remove(os.path.join(SPOOL, name))
    assert os.listdir(SPOOL) == []


def test_drained():
    assert not os.listdir(SPOOL)
