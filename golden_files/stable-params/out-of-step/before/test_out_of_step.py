import pytest

NAMES = {"ant", "bee", "cat"}


def lengths(names):
    return map(len, names)


@pytest.mark.parametrize("name, length", zip(NAMES, lengths(NAMES)))
def test_pair(name, length):
    assert len(name) == length


@pytest.mark.parametrize("name", NAMES, ids=lengths(NAMES))
def test_ids(name):
    assert name in NAMES
