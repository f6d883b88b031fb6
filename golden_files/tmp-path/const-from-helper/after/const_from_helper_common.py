"""Shared by all tests of the report writer."""
import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
REPORTS = os.path.join(TMP_DIR, "const_from_helper_reports")
ENCODING = "utf-8"


def clean():
    shutil.rmtree(REPORTS, ignore_errors=True)
    os.mkdir(REPORTS)


def report_path(name):
    return os.path.join(REPORTS, name + ".rst")
