PATH = "/tmp/sd-kept-helper.txt"


def lines(stream):
    for word in ("a", "b"):
        stream.write(word + "\n")


def test_write():
    with open(PATH, "w") as stream:
        lines(stream)
