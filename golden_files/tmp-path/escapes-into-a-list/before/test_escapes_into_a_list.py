import os

MADE = []


def test_make():
    path = "/tmp/escapes-into-a-list.txt"
    with open(path, "w") as f:
        f.write("ok")
    MADE.append(path)


def test_use():
    assert os.path.exists(MADE[0])


def teardown_module():
    for path in MADE:
        os.remove(path)
