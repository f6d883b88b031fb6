import random

import pytest


@pytest.mark.parametrize("number", random.sample(range(10**6), 3))
def test_number(number):
    assert number >= 0
