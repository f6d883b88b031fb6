import os

WORKDIR = "/tmp/f-string-of-constant"


def test_report():
    os.makedirs(WORKDIR, exist_ok=True)
    with open(f"{WORKDIR}/report.txt", "w") as f:
        f.write("hello")
    assert os.path.exists(f"{WORKDIR}/report.txt")
