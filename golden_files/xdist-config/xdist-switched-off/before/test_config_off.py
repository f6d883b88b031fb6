import pytest


@pytest.mark.xdist_group(name="printer")
def test_off_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_off_prints_more():
    assert 1


def test_off_other():
    assert 1
