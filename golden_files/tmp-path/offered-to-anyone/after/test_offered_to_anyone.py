class Album:
    def __init__(self):
        self.pages = {}

    def put(self, name, text=""):
        self.pages[name] = text


setattr(Album, "save", Album.put)
setattr(Album, "save_page", lambda album, text, name: album.put(name, text))


def test_page(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    album = globals()["Album"]()
    album.save("first/page.txt", text="summer")
    assert album.pages["first/page.txt"] == "summer"


def test_page_behind_its_text():
    album = globals()["Album"]()
    album.save_page("winter", "last_page.txt")
    assert list(album.pages) == ["last_page.txt"]
