import pytest

NAMES = {"north", "south", "west"}
FILES = [f"{name}.txt" for name in NAMES]
SIZES = {name: len(name) for name in NAMES}


@pytest.mark.parametrize("name", {name.upper() for name in NAMES})
def test_set(name):
    assert name.isupper()


@pytest.mark.parametrize("file", FILES)
def test_list(file):
    assert file.endswith(".txt")


@pytest.mark.parametrize("name, size", SIZES.items())
def test_dict(name, size):
    assert len(name) == size


@pytest.mark.parametrize("index, name", enumerate(NAMES))
def test_enumerate(index, name):
    assert index < 3


@pytest.mark.parametrize("line", [",".join(NAMES)])
def test_joined(line):
    assert line.count(",") == 2
