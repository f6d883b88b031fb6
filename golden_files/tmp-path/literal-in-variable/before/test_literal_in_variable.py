import os


def test_report():
    path = "/tmp/literal-in-variable.txt"
    with open(path, "w") as f:
        f.write("ok")
    assert os.path.getsize(path) == 2
    os.remove(path)
