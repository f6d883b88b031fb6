from drawer_of_own_folder import Drawer


def test_text_is_kept():
    with Drawer() as drawer:
        drawer.write("drawn.txt", "one")
        assert drawer.read("drawn.txt") == "one"


def test_text_is_replaced():
    with Drawer() as drawer:
        drawer.write("drawn.txt", "one")
        drawer.write("drawn.txt", "two")
        assert drawer.read("drawn.txt") == "two"
