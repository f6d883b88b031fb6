import os


def setup_function():
    os.makedirs("/tmp/set-up-needed", exist_ok=True)
    for name in ("a.txt", "b.txt"):
        open(os.path.join("/tmp/set-up-needed", name), "w").close()


def test_first():
    assert True


def test_given(names):
    assert sorted(names) == ["a.txt", "b.txt"]


def test_later():
    assert os.path.exists("/tmp/set-up-needed/a.txt")
