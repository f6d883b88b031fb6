import pytest

NAMES = {"north", "south", "west"}
FILES = [f"{name}.txt" for name in sorted(NAMES)]
SIZES = {name: len(name) for name in sorted(NAMES)}


@pytest.mark.parametrize("name", sorted({name.upper() for name in NAMES}))
def test_set(name):
    assert name.isupper()


@pytest.mark.parametrize("file", FILES)
def test_list(file):
    assert file.endswith(".txt")


@pytest.mark.parametrize("name, size", SIZES.items())
def test_dict(name, size):
    assert len(name) == size


@pytest.mark.parametrize("index, name", enumerate(sorted(NAMES)))
def test_enumerate(index, name):
    assert index < 3


@pytest.mark.parametrize("line", [",".join(sorted(NAMES))])
def test_joined(line):
    assert line.count(",") == 2
