import io


class Store:
    def __init__(self):
        self.kept = {}

    def opening(self, key, mode="r"):
        if "w" not in mode:
            return io.StringIO(self.kept[key])
        file = io.StringIO()
        file.close = lambda: self.kept.__setitem__(key, file.getvalue())
        return file


setattr(Store, "open", Store.opening)


def test_text():
    bucket = globals()["Store"]()
    file = bucket.open("bucket/file.txt", "w")
    file.write("notes/second")
    file.close()
    assert bucket.open("bucket/file.txt").read() == "notes/second"
