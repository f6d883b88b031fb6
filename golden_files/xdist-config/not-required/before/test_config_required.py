import pytest


@pytest.mark.xdist_group(name="printer")
def test_required_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_required_prints_more():
    assert 1


def test_required_other():
    assert 1
