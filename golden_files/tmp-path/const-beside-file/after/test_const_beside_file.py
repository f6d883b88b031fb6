import os


def split_file(text, directory, size):
    """Cut a text into numbered files, return how many."""
    pieces = [text[i:i + size] for i in range(0, len(text), size)]
    for number, piece in enumerate(pieces):
        with open(os.path.join(directory, "part%d" % number), "w") as f:
            f.write(piece)
    return len(pieces)


def test_even(tmp_path):
    out = tmp_path / "const_beside_out"
    os.makedirs(out)
    assert split_file("abcdef", out, 3) == 2
    assert sorted(os.listdir(out)) == ["part0", "part1"]


def test_rest(tmp_path):
    out = tmp_path / "const_beside_out"
    os.makedirs(out)
    assert split_file("abcdefg", out, 3) == 3
    with open(out / "part2") as f:
        assert f.read() == "g"


def test_nothing(tmp_path):
    assert split_file("", tmp_path, 3) == 0
