import os

import pytest


@pytest.mark.parametrize("text", ["a", "bb", "ccc"])
@pytest.mark.parametrize(
    ("newline", "size"),
    [("\n", 1), ("\r\n", 2)],
    ids=["unix", "windows"],
)
def test_newlines(text, newline, size, tmp_path):
    decorator_parametrize_path = tmp_path / "decorator-parametrize.txt"
    with open(decorator_parametrize_path, "w", newline=newline) as f:
        f.write(text + "\n")
    assert os.stat(decorator_parametrize_path).st_size == len(text) + size
