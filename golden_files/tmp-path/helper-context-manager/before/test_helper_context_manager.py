import os
from contextlib import contextmanager


@contextmanager
def wordlist(*words):
    path = "wordlist.txt"
    with open(path, "w") as f:
        f.write("\n".join(words))
    try:
        yield path
    finally:
        os.remove(path)


def longest(path):
    with open(path) as f:
        return max(f.read().split(), key=len, default=None)


def test_longest():
    with wordlist("ash", "hornbeam", "elm") as path:
        assert longest(path) == "hornbeam"


def test_tie():
    with wordlist("ash", "elm") as path:
        assert longest(path) == "ash"


def test_none():
    with wordlist() as path:
        assert longest(path) is None
