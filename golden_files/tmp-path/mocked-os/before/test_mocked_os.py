import os
import shutil
from unittest import mock


def wipe(path):
    if os.path.exists(path):
        shutil.rmtree(path)


@mock.patch("shutil.rmtree")
@mock.patch("os.path.exists", return_value=True)
def test_wipe(exists, rmtree):
    wipe("/tmp/mocked-os/cache")
    exists.assert_called_once_with("/tmp/mocked-os/cache")
    rmtree.assert_called_once_with("/tmp/mocked-os/cache")


def test_makedirs():
    with mock.patch("os.makedirs") as makedirs:
        os.makedirs("/tmp/mocked-os/new")
    assert makedirs.called
