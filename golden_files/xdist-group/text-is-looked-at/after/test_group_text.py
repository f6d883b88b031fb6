import os

import pytest

pytestmark = pytest.mark.xdist_group(name="xdistify_group_text")

TARGET = "/tmp/xdistify-group-text.txt"


def test_short():
    assert TARGET.startswith("/tmp")
    with open(TARGET, "w") as target:
        target.write("short")
    assert os.path.getsize(TARGET) == 5
    os.remove(TARGET)


def test_long():
    assert len(TARGET) < 40
    with open(TARGET, "w") as target:
        target.write("longer than that")
    assert os.path.getsize(TARGET) == 16
    os.remove(TARGET)
