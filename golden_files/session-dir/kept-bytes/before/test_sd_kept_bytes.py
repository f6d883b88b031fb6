PATH = "/tmp/sd-kept-bytes.txt"


def test_write():
    with open(PATH, "w") as stream:
        stream.write("x")


def test_read():
    with open(b"/tmp/sd-kept-bytes.txt") as stream:
        assert stream.read() == "x"
    with open(PATH) as stream:
        assert stream.read() == "x"
