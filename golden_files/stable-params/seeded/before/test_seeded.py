import random

import pytest

RNG = random.Random(7)
random.seed(11)


@pytest.mark.parametrize("number", [RNG.random(), RNG.random()])
def test_own(number):
    assert 0 <= number < 1


@pytest.mark.parametrize("number", [random.Random(3).randint(0, 9)])
def test_number(number):
    assert number < 10
