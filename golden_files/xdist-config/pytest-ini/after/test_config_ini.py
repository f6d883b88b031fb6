import pytest


@pytest.mark.xdist_group(name="printer")
def test_ini_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_ini_prints_more():
    assert 1


def test_ini_other():
    assert 1
