import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = os.path.join(HERE, "data_copied_words.txt")


def test_first():
    with open(WORDS) as f:
        assert f.readline() == "ant\n"


def test_append(tmp_path):
    words = shutil.copy(WORDS, tmp_path)
    with open(words) as f:
        before = f.read()
    with open(words, "a") as f:
        f.write("cow\n")
    with open(words) as f:
        after = f.read()
    with open(words, "w") as f:
        f.write(before)
    assert after == before + "cow\n"
