import os
import shutil

import pytest


@pytest.fixture(scope="session")
def sd_result_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd_result") / "sd_result.out"
    with open(path, "w") as f:
        f.write("1")
    return path


def test_a_create(sd_result_path):
    assert sd_result_path.exists()


def test_b_read(sd_result_path):
    assert open(sd_result_path).read() == "1"


def test_c_remove(sd_result_path, tmp_path):
    copy = tmp_path / "sd_result.out"
    shutil.copy(sd_result_path, copy)
    os.remove(copy)
    assert not os.path.exists(copy)
