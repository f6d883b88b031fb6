import enum

import pytest


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Node:
    pass


class Leaf(Node):
    pass


class Branch(Node):
    pass


class Root(Node):
    pass


@pytest.mark.parametrize("cls", set(Node.__subclasses__()) - {Root})
def test_class(cls):
    assert issubclass(cls, Node)


@pytest.mark.parametrize("color", set(Color) - {Color.RED})
def test_color(color):
    assert color is not Color.RED


@pytest.mark.parametrize("color", {Color.RED, Color.BLUE})
def test_two(color):
    assert color is not Color.GREEN
