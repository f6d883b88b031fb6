import os

import shelves_of_a_module as shelves


def test_saved_on_the_main_shelf():
    shelves.main_shelf.save("kept_on_shelf.txt", "text")
    assert os.path.exists(os.path.join(shelves.main_shelf.root, "kept_on_shelf.txt"))


def test_saved_on_another_shelf():
    shelves.side_shelf = globals()["shelves"].Shelf()
    shelves.side_shelf.save("kept_on_shelf.txt", "text")
    assert os.path.exists(os.path.join(shelves.side_shelf.root, "kept_on_shelf.txt"))
