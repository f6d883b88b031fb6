import filecmp
import os

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
ACTUAL = os.path.join(DATA, "actual.txt")


def test_generate():
    with open(ACTUAL, "w") as f:
        f.write("a\nb\n")


def test_compare():
    assert filecmp.cmp(ACTUAL, os.path.join(DATA, "expected.txt"), shallow=False)


def test_data_files():
    assert sorted(os.listdir(DATA)) == ["actual.txt", "expected.txt"]
