import pytest


@pytest.mark.xdist_group(name="printer")
def test_comment_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_comment_prints_more():
    assert 1


def test_comment_other():
    assert 1
