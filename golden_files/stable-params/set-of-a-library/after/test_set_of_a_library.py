import hashlib
import keyword
import zoneinfo
from hashlib import algorithms_available

import pytest

ODD = {"Factory", "localtime"}


@pytest.mark.parametrize("name", sorted(zoneinfo.available_timezones() - ODD))
def test_zone(name):
    assert zoneinfo.ZoneInfo(name).key == name


@pytest.mark.parametrize("algorithm", sorted(hashlib.algorithms_guaranteed))
def test_guaranteed(algorithm):
    assert algorithm in algorithms_available


@pytest.mark.parametrize(
    "algorithm", [a for a in sorted(algorithms_available) if "sha3" in a]
)
def test_available(algorithm):
    assert hashlib.new(algorithm).name.lower() == algorithm.lower()


@pytest.mark.parametrize("word", keyword.kwlist)
def test_keyword(word):
    assert keyword.iskeyword(word)
