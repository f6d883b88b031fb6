import os

import pytest


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("raw-string-beside") / "report.txt"
    path.write_text(r"C:\a." + os.sep + ".end")
    return path


def test_writes_report(report):
    assert report.exists()


def test_reads_report(report):
    assert report.read_text().endswith(".end")
