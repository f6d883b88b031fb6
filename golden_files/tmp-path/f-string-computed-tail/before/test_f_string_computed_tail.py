import os

import pytest


@pytest.mark.parametrize("size", [1, 10])
def test_sizes(size):
    name = f"/tmp/f-string-computed-{size}.bin"
    with open(name, "wb") as f:
        f.write(b"x" * size)
    assert os.path.getsize(name) == size
    os.remove(name)


def test_loop():
    for i in range(3):
        with open(f"/tmp/f-string-computed-loop-{i:02d}.txt", "w") as f:
            f.write(str(i))
