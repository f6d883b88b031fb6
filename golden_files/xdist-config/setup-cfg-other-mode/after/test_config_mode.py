import pytest


@pytest.mark.xdist_group(name="printer")
def test_mode_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_mode_prints_more():
    assert 1


def test_mode_other():
    assert 1
