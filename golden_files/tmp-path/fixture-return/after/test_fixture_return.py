import os

import pytest


@pytest.fixture
def config_file(tmp_path):
    path = str(tmp_path / "fixture-return.cfg")
    with open(path, "w") as f:
        f.write("[main]\nverbose = yes\n")
    return path


def test_section(config_file):
    assert "[main]" in open(config_file).read()


def test_name(config_file):
    assert os.path.basename(config_file) == "fixture-return.cfg"


def test_suffix(config_file):
    assert config_file.endswith(".cfg")
