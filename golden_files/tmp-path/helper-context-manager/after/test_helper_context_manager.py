import atexit
import os
import shutil
import tempfile
from contextlib import contextmanager

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


@contextmanager
def wordlist(*words):
    path = os.path.join(TMP_DIR, "wordlist.txt")
    with open(path, "w") as f:
        f.write("\n".join(words))
    try:
        yield path
    finally:
        os.remove(path)


def longest(path):
    with open(path) as f:
        return max(f.read().split(), key=len, default=None)


def test_longest():
    with wordlist("ash", "hornbeam", "elm") as path:
        assert longest(path) == "hornbeam"


def test_tie():
    with wordlist("ash", "elm") as path:
        assert longest(path) == "ash"


def test_none():
    with wordlist() as path:
        assert longest(path) is None
