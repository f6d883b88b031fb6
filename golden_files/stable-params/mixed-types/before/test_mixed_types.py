import pytest

NAMED = {"tall", "grande", "venti", None, 3}


@pytest.mark.parametrize("value", NAMED)
def test_value(value):
    assert value in NAMED
