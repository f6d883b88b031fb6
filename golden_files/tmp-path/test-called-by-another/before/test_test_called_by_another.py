import os


def test_creates():
    path = "/tmp/test-called-by-another.txt"
    with open(path, "w") as f:
        f.write("x")
    assert os.path.exists(path)
    os.remove(path)


def test_twice():
    test_creates()
    test_creates()
