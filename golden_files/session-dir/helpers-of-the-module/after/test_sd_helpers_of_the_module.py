import atexit
import os
import shutil
import tempfile

import pytest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
REPORT = os.path.join(TMP_DIR, "report.txt")


def write_report(text):
    os.makedirs(os.path.dirname(REPORT), exist_ok=True)
    with open(REPORT, "w") as stream:
        stream.write(text)


def read_report():
    with open(REPORT) as stream:
        return stream.read()


@pytest.fixture(scope="session")
def report_file():
    write_report("fine")


@pytest.mark.usefixtures("report_file")
def test_writes():
    assert os.path.exists(REPORT)


@pytest.mark.usefixtures("report_file")
def test_reads():
    assert read_report() == "fine"
