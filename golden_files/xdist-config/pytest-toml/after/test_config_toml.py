import pytest


@pytest.mark.xdist_group(name="printer")
def test_toml_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_toml_prints_more():
    assert 1


def test_toml_other():
    assert 1
