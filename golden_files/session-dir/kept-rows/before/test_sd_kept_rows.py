import pytest

PATH = "/tmp/sd-kept-rows.txt"


@pytest.mark.parametrize("word", ["one", "two"])
def test_write(word):
    with open(PATH, "w") as stream:
        stream.write(word)
    assert open(PATH).read() == word


def test_read():
    assert open(PATH).read() == "two"
