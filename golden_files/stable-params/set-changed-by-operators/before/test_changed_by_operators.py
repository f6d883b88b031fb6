import json

import pytest
from changed_names import FUNCTIONS, SIZES

LETTERS = "a", "b"
LETTERS = LETTERS + tuple({letter.upper() for letter in LETTERS})


@pytest.fixture(params=FUNCTIONS)
def function(request):
    return getattr(json, request.param)


@pytest.mark.parametrize("size", SIZES)
def test_size(size):
    assert size % 2 == 0


def test_function(function):
    assert callable(function)


@pytest.mark.parametrize("letter", LETTERS[:2])
def test_letter(letter):
    assert letter in LETTERS
