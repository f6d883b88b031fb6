import os
import shutil

OUT = os.path.join(os.path.dirname(__file__), "const_beside_out")


def split_file(text, directory, size):
    """Cut a text into numbered files, return how many."""
    pieces = [text[i:i + size] for i in range(0, len(text), size)]
    for number, piece in enumerate(pieces):
        with open(os.path.join(directory, "part%d" % number), "w") as f:
            f.write(piece)
    return len(pieces)


def test_even():
    os.makedirs(OUT)
    try:
        assert split_file("abcdef", OUT, 3) == 2
        assert sorted(os.listdir(OUT)) == ["part0", "part1"]
    finally:
        shutil.rmtree(OUT)


def test_rest():
    os.makedirs(OUT)
    try:
        assert split_file("abcdefg", OUT, 3) == 3
        with open(os.path.join(OUT, "part2")) as f:
            assert f.read() == "g"
    finally:
        shutil.rmtree(OUT)


def test_nothing():
    assert split_file("", OUT, 3) == 0
