import pytest


@pytest.mark.xdist_group(name="printer")
def test_already_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_already_prints_more():
    assert 1


def test_already_other():
    assert 1
