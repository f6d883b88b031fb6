import pytest


@pytest.mark.xdist_group(name="printer")
def test_string_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_string_prints_more():
    assert 1


def test_string_other():
    assert 1
