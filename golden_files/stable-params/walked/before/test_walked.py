import os

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))


def every_file():
    found = []
    for folder, _, names in os.walk(os.path.join(HERE, "tree")):
        for name in names:
            found.append(os.path.join(folder, name))
    return found


@pytest.mark.parametrize("path", every_file())
def test_path(path):
    assert os.path.isfile(path)
