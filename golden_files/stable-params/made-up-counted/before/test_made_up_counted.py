import random

import pytest


@pytest.mark.parametrize("number", [random.randint(0, 10**9) for _ in range(3)])
def test_number(number):
    assert number >= 0


@pytest.mark.parametrize("low, high", [(0, random.uniform(1, 2)) for _ in range(2)])
def test_pair(low, high):
    assert low < high
