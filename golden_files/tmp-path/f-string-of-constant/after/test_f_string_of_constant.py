import os


def test_report(tmp_path):
    report_path = tmp_path / "report.txt"
    with open(report_path, "w") as f:
        f.write("hello")
    assert os.path.exists(report_path)
