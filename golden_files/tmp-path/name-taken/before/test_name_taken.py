import os

REPORT = "/tmp/name-taken.txt"


def test_report():
    report = {"lines": 2}
    with open(REPORT, "w") as f:
        f.write("a\n" * report["lines"])
    assert len(open(REPORT).readlines()) == report["lines"]
    os.remove(REPORT)


def test_param(report=None):
    with open(REPORT, "w") as f:
        f.write(str(report))
    assert os.path.getsize(REPORT) == 4
    os.remove(REPORT)
