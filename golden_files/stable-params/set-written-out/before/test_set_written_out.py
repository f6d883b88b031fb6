import pytest


class Rectangle:
    sides = 4


class Triangle:
    sides = 3


def three():
    return 3


@pytest.mark.parametrize("color", {"red", "green", "blue"})
def test_color(color):
    assert color.islower()


@pytest.mark.parametrize("shape", {Rectangle, Triangle})
def test_shape(shape):
    assert shape.sides > 2


@pytest.mark.parametrize(
    "value",
    {
        "text",  # as it comes from a form
        b"raw",
        None,
        7,
    },
)
def test_mixed(value):
    assert value or value is None


@pytest.mark.parametrize("name, size", {("a", 1), ("b", 2), ("c", 3)})
def test_rows(name, size):
    assert "abc".index(name) == size - 1
