import os

import pytest

MISSING = "/tmp/inert-probed-missing/does/not/exist.cfg"


def load(path):
    with open(path) as f:
        return f.read()


def test_missing_file_raises():
    assert not os.path.exists(MISSING)
    with pytest.raises(FileNotFoundError):
        load(MISSING)


def test_missing_file_raises_directly():
    with pytest.raises(IOError):
        open("/tmp/inert-probed-missing/does/not/exist.cfg")
