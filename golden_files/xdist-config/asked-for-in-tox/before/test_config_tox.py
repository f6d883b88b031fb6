import pytest


@pytest.mark.xdist_group(name="printer")
def test_tox_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_tox_prints_more():
    assert 1


def test_tox_other():
    assert 1
