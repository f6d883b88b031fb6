import os


def test_touch():
    name = "/tmp/fixture-called-tmp-path.txt"
    with open(name, "w") as f:
        f.write("x")
    assert os.path.exists(name)
    os.remove(name)
