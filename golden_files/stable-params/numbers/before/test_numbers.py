import pytest

SIZES = {3, 1, 2}


@pytest.mark.parametrize("size", SIZES | {5})
def test_size(size):
    assert size


@pytest.mark.parametrize("low, high", {(1, 2.5), (3, 4.5)})
def test_pair(low, high):
    assert low < high


@pytest.mark.parametrize("count", set(range(4)))
def test_count(count):
    assert count < 4
