import importlib

from unseen_neighbour_helpers import text

setup_module = lambda module: None


def test_writes(number, tmp_path):
    unseen_neighbour_path = tmp_path / "unseen-neighbour.txt"
    with open(unseen_neighbour_path, "w") as out:
        out.write(text(number))
    with open(unseen_neighbour_path) as source:
        assert source.read() == importlib.import_module("unseen_neighbour_helpers").text(3)
