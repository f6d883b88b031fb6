import os


def test_one():
    name = "/tmp/bytes-form-feed.txt"
    with open(name, "w") as f:
        f.write("ok")
    os.remove(name)


def test_two():
    """  is no line end."""
    with open("/tmp/bytes-form-feed.txt", "w") as f:
        assert f.write("ok")
