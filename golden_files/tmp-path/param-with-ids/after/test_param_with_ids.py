import os

import pytest


def save(path, text):
    with open(path, "w") as f:
        f.write(text)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("param-with-ids.txt", id="text"),
        pytest.param("param-with-ids.log", id="log"),
    ],
)
def test_save(path, tmp_path):
    path = tmp_path / path
    save(path, "x")
    assert os.path.getsize(path) == 1
