import os

import pytest


@pytest.mark.parametrize("a, b", [("/tmp/param-two_1/x", "/tmp/param-two_2/x")])
def test_same_name(a, b):
    for p in (a, b):
        os.makedirs(os.path.dirname(p))
    with open(a, "w") as f:
        f.write("a")
    with open(b, "w") as f:
        f.write("b")
    assert open(a).read() != open(b).read()
    for p in (a, b):
        os.remove(p)
        os.rmdir(os.path.dirname(p))
