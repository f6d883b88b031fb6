import pytest


@pytest.mark.xdist_group(name="printer")
def test_nox_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_nox_prints_more():
    assert 1


def test_nox_other():
    assert 1
