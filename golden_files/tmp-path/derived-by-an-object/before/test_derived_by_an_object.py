import os


class Store:
    def __init__(self, filename):
        self.filename = filename

    def write(self, text):
        open(self.filename + ".lock", "w").close()
        with open(self.filename, "w") as f:
            f.write(text)
        os.remove(self.filename + ".lock")


def test_store():
    Store("/tmp/derived-by-an-object").write("abc")
    assert open("/tmp/derived-by-an-object").read() == "abc"


def test_store_more():
    Store("/tmp/derived-by-an-object").write("abcd")
    assert open("/tmp/derived-by-an-object").read() == "abcd"
