import pytest


@pytest.mark.xdist_group(name="printer")
def test_unasked_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_unasked_prints_more():
    assert 1


def test_unasked_other():
    assert 1
