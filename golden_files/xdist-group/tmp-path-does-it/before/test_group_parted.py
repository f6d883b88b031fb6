import os


def test_short():
    with open("/tmp/xdistify-group-parted.txt", "w") as file:
        file.write("short")
    assert os.path.getsize("/tmp/xdistify-group-parted.txt") == 5


def test_long():
    with open("/tmp/xdistify-group-parted.txt", "w") as file:
        file.write("longer")
    assert os.path.getsize("/tmp/xdistify-group-parted.txt") == 6
