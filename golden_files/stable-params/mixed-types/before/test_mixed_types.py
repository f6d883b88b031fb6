import pytest

EMPTY = {"", None, 0}


@pytest.mark.parametrize("value", EMPTY)
def test_value(value):
    assert not value
