import os

WORKDIR = "/tmp/shared-in-module"


def test_writes_report():
    os.makedirs(WORKDIR, exist_ok=True)
    with open(f"{WORKDIR}/report.txt", "w") as f:
        f.write("hello")


def test_reads_report():
    assert os.path.exists(f"{WORKDIR}/report.txt")
    with open(f"{WORKDIR}/report.txt") as f:
        assert f.read() == "hello"
    os.remove(f"{WORKDIR}/report.txt")
    os.rmdir(WORKDIR)
