import atexit
import os
import shutil
import tempfile

from const_same_printer import print_to

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
RESULT_DIR = os.path.join(TMP_DIR, "const_same_results")


def setup_function(function):
    if not os.path.exists(RESULT_DIR):
        os.mkdir(RESULT_DIR)


def teardown_function(function):
    shutil.rmtree(RESULT_DIR)


def test_letter():
    print_to(os.path.join(RESULT_DIR, "out.ps"), "Dear Sir")
    with open(os.path.join(RESULT_DIR, "out.ps")) as f:
        assert f.read() == "%!\n(Dear Sir) show\n"


def test_empty_letter():
    print_to(os.path.join(RESULT_DIR, "out.ps"))
    assert os.path.getsize(os.path.join(RESULT_DIR, "out.ps")) == 3
