import json

import pytest


@pytest.fixture(scope="session")
def sd_settings_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd_settings") / "sd_settings.json"
    data = {"a": 1}
    with open(path, "w") as stream:
        json.dump(data, stream)
    return path


def test_dump(sd_settings_path):
    data = {"a": 1}
    with open(sd_settings_path) as stream:
        assert json.load(stream) == data


def test_load(sd_settings_path):
    with open(sd_settings_path) as stream:
        assert json.load(stream)["a"] == 1
