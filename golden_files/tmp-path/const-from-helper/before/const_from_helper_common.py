"""Shared by all tests of the report writer."""
import os
import shutil

REPORTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "const_from_helper_reports")
ENCODING = "utf-8"


def clean():
    shutil.rmtree(REPORTS, ignore_errors=True)
    os.mkdir(REPORTS)


def report_path(name):
    return os.path.join(REPORTS, name + ".rst")
