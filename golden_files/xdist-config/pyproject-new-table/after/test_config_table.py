import pytest


@pytest.mark.xdist_group(name="printer")
def test_table_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_table_prints_more():
    assert 1


def test_table_other():
    assert 1
