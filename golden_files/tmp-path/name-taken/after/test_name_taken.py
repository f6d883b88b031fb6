import os


def test_report(tmp_path):
    report = {"lines": 2}
    report_path = tmp_path / "name-taken.txt"
    with open(report_path, "w") as f:
        f.write("a\n" * report["lines"])
    assert len(open(report_path).readlines()) == report["lines"]


def test_param(tmp_path, report=None):
    report_path = tmp_path / "name-taken.txt"
    with open(report_path, "w") as f:
        f.write(str(report))
    assert os.path.getsize(report_path) == 4
