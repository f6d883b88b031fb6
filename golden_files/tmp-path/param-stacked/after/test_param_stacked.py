import os

import pytest


@pytest.mark.parametrize("text", ["", "abc"])
@pytest.mark.parametrize("name", ["param_stacked_a.dat", "param_stacked_b.dat"])
def test_size(name, text, tmp_path):
    name = tmp_path / name
    with open(name, "w") as f:
        f.write(text)
    assert os.path.getsize(name) == len(text)
