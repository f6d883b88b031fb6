import os

OUTPUT = "/tmp/wide-output"


def test_one():
    path = os.path.join(OUTPUT, "one.txt")
    with open(path, "w") as stream:
        stream.write("1")
    assert os.path.exists(path)
