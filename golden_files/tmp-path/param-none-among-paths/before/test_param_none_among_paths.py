import os

import pytest


@pytest.mark.parametrize("target", [None, "param-none-among.txt"])
def test_target(target):
    if target is None:
        assert not target
        return
    with open(target, "w") as f:
        f.write("x")
    assert os.path.getsize(target) == 1
    os.remove(target)
