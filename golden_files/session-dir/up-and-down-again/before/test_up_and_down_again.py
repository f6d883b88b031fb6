import os

FOLDER = "/tmp/up-and-down/../up-and-down"


def test_makes_two():
    os.makedirs(FOLDER, exist_ok=True)
    for name in ("a.txt", "b.txt"):
        open(os.path.join(FOLDER, name), "w").close()


def test_lists_them():
    assert sorted(os.listdir("/tmp/up-and-down/../up-and-down")) == ["a.txt", "b.txt"]
