import pytest


@pytest.mark.xdist_group(name="printer")
def test_file_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_file_prints_more():
    assert 1


def test_file_other():
    assert 1
