from drawer_of_own_folder import Drawer


def test_text_is_kept(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with Drawer() as drawer:
        drawer.write("drawn.txt", "one")
        assert drawer.read("drawn.txt") == "one"


def test_text_is_replaced(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with Drawer() as drawer:
        drawer.write("drawn.txt", "one")
        drawer.write("drawn.txt", "two")
        assert drawer.read("drawn.txt") == "two"
