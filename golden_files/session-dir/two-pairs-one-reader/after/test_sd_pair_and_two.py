import json

import pytest


@pytest.fixture(scope="session")
def sd_two_a_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-two-a") / "sd-two-a.json"
    with open(path, "w") as stream:
        json.dump([1], stream)
    return path


def test_a_write(sd_two_a_path):
    assert sd_two_a_path.exists()


@pytest.fixture(scope="session")
def sd_two_b_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-two-b") / "sd-two-b.json"
    with open(path, "w") as stream:
        json.dump([2], stream)
    return path


def test_b_write(sd_two_b_path):
    assert sd_two_b_path.exists()


def test_both(sd_two_a_path, sd_two_b_path, tmp_path):
    with open(sd_two_a_path) as a, open(sd_two_b_path) as b:
        assert json.load(a) + json.load(b) == [1, 2]
    sd_two_own_path = tmp_path / "sd-two-own.txt"
    with open(sd_two_own_path, "w") as stream:
        stream.write("done")
    assert open(sd_two_own_path).read() == "done"
