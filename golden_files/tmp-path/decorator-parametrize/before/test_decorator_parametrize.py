import os

import pytest


@pytest.mark.parametrize("text", ["a", "bb", "ccc"])
@pytest.mark.parametrize(
    ("newline", "size"),
    [("\n", 1), ("\r\n", 2)],
    ids=["unix", "windows"],
)
def test_newlines(text, newline, size):
    with open("/tmp/decorator-parametrize.txt", "w", newline=newline) as f:
        f.write(text + "\n")
    assert os.stat("/tmp/decorator-parametrize.txt").st_size == len(text) + size
