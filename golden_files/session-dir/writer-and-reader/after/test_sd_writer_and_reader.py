import os

import pytest


@pytest.fixture(scope="session")
def report_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-test-output") / "report.txt"
    with open(path, "w") as f:
        f.write("hello")
    return path


def test_writes_report(report_path):
    assert report_path.exists()


def test_reads_report(report_path):
    assert os.path.exists(report_path)
