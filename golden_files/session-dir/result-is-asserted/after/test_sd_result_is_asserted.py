import pytest

from result_is_asserted_code import load, save


def test_save(tmp_path):
    assert save(tmp_path / "sd-returned.json", [1, 2, 3]) == 3


@pytest.fixture(scope="session")
def sd_returned_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-returned") / "sd-returned.json"
    save(path, [1, 2, 3])
    return path


def test_load(sd_returned_path):
    assert load(sd_returned_path)[0] == 1
