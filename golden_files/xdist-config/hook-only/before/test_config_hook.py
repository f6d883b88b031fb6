import pytest


@pytest.mark.xdist_group(name="printer")
def test_hook_prints():
    assert 1


@pytest.mark.xdist_group(name="printer")
def test_hook_prints_more():
    assert 1


def test_hook_other():
    assert 1
