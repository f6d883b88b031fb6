import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
JOURNAL = os.path.join(TMP_DIR, "xunit_function_journal.log")


def setup_function(function):
    with open(JOURNAL, "w") as f:
        f.write("start\n")


def teardown_function(function):
    os.remove(JOURNAL)


def add(line, path=None):
    with open(path or JOURNAL, "a") as f:
        f.write(line + "\n")


def last():
    with open(JOURNAL) as f:
        return f.readlines()[-1].strip()


def test_start():
    assert last() == "start"


def test_add():
    add("boot")
    assert last() == "boot"


def test_add_two():
    add("boot")
    add("halt")
    with open(JOURNAL) as f:
        assert f.read().split() == ["start", "boot", "halt"]
