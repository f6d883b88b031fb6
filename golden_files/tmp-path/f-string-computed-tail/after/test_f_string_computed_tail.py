import os

import pytest


@pytest.mark.parametrize("size", [1, 10])
def test_sizes(size, tmp_path):
    name = tmp_path / f"f-string-computed-{size}.bin"
    with open(name, "wb") as f:
        f.write(b"x" * size)
    assert os.path.getsize(name) == size


def test_loop(tmp_path):
    for i in range(3):
        with open(tmp_path / f"f-string-computed-loop-{i:02d}.txt", "w") as f:
            f.write(str(i))
