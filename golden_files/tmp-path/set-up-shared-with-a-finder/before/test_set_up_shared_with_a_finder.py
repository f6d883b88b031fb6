import os


def setup_function():
    os.makedirs("/tmp/set-up-shared", exist_ok=True)
    for name in ("a.txt", "b.txt"):
        open(os.path.join("/tmp/set-up-shared", name), "w").close()


def test_first():
    assert True


def test_given(names):
    assert sorted(names) == ["a.txt", "b.txt"]
