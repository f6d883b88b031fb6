import pytest


@pytest.mark.xdist_group(name="printer")
def test_text_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_text_prints_more():
    assert 1


def test_text_other():
    assert 1
