"""Reports."""

import os

REPORT = "/tmp/module-constant.txt"


def test_report():
    with open(REPORT, "w") as file:
        file.write("ok")
    assert os.path.getsize(REPORT) == 2
