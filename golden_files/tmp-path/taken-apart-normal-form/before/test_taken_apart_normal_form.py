import os


def test_normal():
    path = "/tmp/normal-form.txt"
    with open(path, "w") as file:
        file.write("x")
    assert os.path.normpath("/tmp/./other/../normal-form.txt") == path
