from home_written_notes import notes, write


def test_write():
    write(["a"])
    assert notes() == ["a"]


def test_write_again():
    write(["b", "c"])
    assert notes() == ["b", "c"]
