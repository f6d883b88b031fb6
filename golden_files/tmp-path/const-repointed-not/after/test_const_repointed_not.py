import atexit
import os
import shutil
import tempfile

import pytest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
BASE = TMP_DIR
INDEX = os.path.join(BASE, "index.txt")


def add(word):
    os.makedirs(BASE, exist_ok=True)
    with open(INDEX, "w") as f:
        f.write(word)


@pytest.mark.parametrize("word", ["ant", "bee"])
def test_add(word):
    add(word)
    with open(INDEX) as f:
        assert f.read() == word
