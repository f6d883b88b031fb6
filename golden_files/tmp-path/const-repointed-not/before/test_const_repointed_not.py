import os

import pytest

BASE = "/tmp/const-repointed-not"
INDEX = os.path.join(BASE, "index.txt")


def add(word):
    os.makedirs(BASE, exist_ok=True)
    with open(INDEX, "w") as f:
        f.write(word)


@pytest.mark.parametrize("word", ["ant", "bee"])
def test_add(word):
    add(word)
    with open(INDEX) as f:
        assert f.read() == word
