import glob
import os

import pytest

NAMES = {"one", "two"}
BY_NAME = {"one": 1, "two": 2}
FILES = glob.glob(os.path.join(os.path.dirname(__file__), "*.py"))
FILES.sort()
ORDERED = sorted(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_sorted(name):
    assert name in NAMES


@pytest.mark.parametrize("name", ORDERED + ["three"], ids=[name[0] for name in sorted(NAMES)] + ["t"])
def test_ordered(name):
    assert name


@pytest.mark.parametrize("name, number", BY_NAME.items())
def test_dict(name, number):
    assert BY_NAME[name] == number


@pytest.mark.parametrize("name", BY_NAME.keys())
def test_keys(name):
    assert name in BY_NAME


@pytest.mark.parametrize("path", FILES)
def test_file(path):
    assert path.endswith(".py")


@pytest.mark.parametrize("name", dict.fromkeys(["b", "a", "b"]))
def test_unique(name):
    assert name in "ab"


@pytest.fixture(params=("x", "y"))
def axis(request):
    return request.param


def test_axis(axis):
    assert axis in {"x", "y"}
