import pytest


@pytest.mark.parametrize("fruit", ["apple", "pear", "plum"])
def test_list(fruit):
    assert fruit.isalpha()


@pytest.mark.parametrize("fruit", ["apple", "pear", "plum"])
def test_set(fruit):
    assert fruit.isalpha()


@pytest.mark.parametrize("fruit", ["apple", "pear", "plum"])
def test_frozenset(fruit):
    assert fruit.isalpha()


@pytest.mark.parametrize("fruit", ["apple", "pear", "plum"])
def test_tuple(fruit):
    assert fruit.isalpha()


@pytest.mark.parametrize("letter", sorted(set("hello, world")))
def test_letters(letter):
    assert len(letter) == 1
