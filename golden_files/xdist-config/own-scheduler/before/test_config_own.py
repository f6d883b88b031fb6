import pytest


@pytest.mark.xdist_group(name="printer")
def test_own_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_own_prints_more():
    assert 1


def test_own_other():
    assert 1
