import os
import shutil

import pytest

FLAG = "/tmp/sd-flag"


def test_absent():
    assert not os.path.exists(FLAG)


@pytest.fixture(scope="session")
def flag(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-flag") / "sd-flag"
    open(path, "w").close()
    return path


def test_raise_flag(flag):
    assert os.path.exists(flag)


def test_present(flag):
    assert os.path.isfile(flag)


def test_lower_flag(flag, tmp_path):
    copy = tmp_path / "sd-flag"
    shutil.copy(flag, copy)
    os.remove(copy)


def test_absent_again():
    assert not os.path.exists(FLAG)
