import importlib
import os

from unseen_neighbour_helpers import text

setup_module = lambda module: None


def test_writes(number):
    with open("/tmp/unseen-neighbour.txt", "w") as out:
        out.write(text(number))
    with open("/tmp/unseen-neighbour.txt") as source:
        assert source.read() == importlib.import_module("unseen_neighbour_helpers").text(3)
    os.remove("/tmp/unseen-neighbour.txt")
