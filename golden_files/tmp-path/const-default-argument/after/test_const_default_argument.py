import atexit
import csv
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
TARGET = os.path.join(TMP_DIR, "const_default_export.csv")


def export(rows, target=TARGET, delimiter=","):
    with open(target, "w", newline="") as f:
        csv.writer(f, delimiter=delimiter).writerows(rows)


def load(source=TARGET):
    with open(source, newline="") as f:
        return f.read().split()


def test_export():
    export([("a", 1), ("b", 2)])
    assert load() == ["a,1", "b,2"]
    os.remove(TARGET)


def test_delimiter():
    export([("a", 1)], delimiter=";")
    assert load() == ["a;1"]
    os.remove(TARGET)


def test_quoting():
    export([("a,b", 1)])
    assert load() == ['"a,b",1']
    os.remove(TARGET)
