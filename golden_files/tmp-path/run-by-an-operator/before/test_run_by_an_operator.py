class Store:
    def __setitem__(self, key, value):
        with open("/tmp/run-by-an-operator.txt", "w") as out:
            out.write(f"{key}={value}")

    @property
    def text(self):
        with open("/tmp/run-by-an-operator-text.txt") as source:
            return source.read()


def test_item():
    store = Store()
    store["a"] = "base"
    with open("/tmp/run-by-an-operator.txt", "a") as out:
        out.write("x")
    with open("/tmp/run-by-an-operator.txt") as source:
        assert source.read() == "a=basex"


def test_property():
    with open("/tmp/run-by-an-operator-text.txt", "w") as out:
        out.write("abc")
    with open("/tmp/run-by-an-operator-text.txt") as source:
        assert source.read() == Store().text
