import os
from pathlib import Path

REPORT = Path("/tmp/raw-string-beside/report.txt")


def test_writes_report():
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(r"C:\a." + os.sep + ".end")


def test_reads_report():
    assert REPORT.read_text().endswith(".end")
