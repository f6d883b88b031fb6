import os

WORKDIR = "/tmp/sd-test-output"
os.makedirs(WORKDIR, exist_ok=True)


def test_writes_report():
    with open(f"{WORKDIR}/report.txt", "w") as f:
        f.write("hello")


def test_reads_report():
    assert os.path.exists(f"{WORKDIR}/report.txt")
