import os

import pytest


@pytest.mark.parametrize(
    "path", ["/tmp/decorator-argument-1.txt", "/tmp/decorator-argument-2.txt"]
)
def test_write(path, tmp_path):
    path = tmp_path / os.path.basename(path)
    with open(path, "w") as f:
        f.write("x")
    assert os.path.isfile(path)
