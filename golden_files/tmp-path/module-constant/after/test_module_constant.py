"""Reports."""

import os


def test_report(tmp_path):
    report = tmp_path / "module-constant.txt"
    with open(report, "w") as file:
        file.write("ok")
    assert os.path.getsize(report) == 2
