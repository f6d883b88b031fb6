import os

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = os.path.join(HERE, "data_copied_words.txt")


def test_first():
    with open(WORDS) as f:
        assert f.readline() == "ant\n"


def test_append():
    with open(WORDS) as f:
        before = f.read()
    with open(WORDS, "a") as f:
        f.write("cow\n")
    with open(WORDS) as f:
        after = f.read()
    with open(WORDS, "w") as f:
        f.write(before)
    assert after == before + "cow\n"
