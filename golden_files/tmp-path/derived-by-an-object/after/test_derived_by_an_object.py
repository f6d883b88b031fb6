import os


class Store:
    def __init__(self, filename):
        self.filename = filename

    def write(self, text):
        open(self.filename + ".lock", "w").close()
        with open(self.filename, "w") as f:
            f.write(text)
        os.remove(self.filename + ".lock")


def test_store(tmp_path):
    derived_by_an_object_path = str(tmp_path / "derived-by-an-object")
    Store(derived_by_an_object_path).write("abc")
    assert open(derived_by_an_object_path).read() == "abc"


def test_store_more(tmp_path):
    derived_by_an_object_path = str(tmp_path / "derived-by-an-object")
    Store(derived_by_an_object_path).write("abcd")
    assert open(derived_by_an_object_path).read() == "abcd"
