import os

import pytest


def test_by_parameter(in_tmp):
    with open("already-chdir-fixture.txt", "w") as f:
        f.write("x")
    assert (in_tmp / "already-chdir-fixture.txt").exists()


@pytest.mark.usefixtures("in_tmp")
def test_by_mark():
    os.makedirs("build")
    with open("build/already-chdir-fixture.txt", "w") as f:
        f.write("x")


@pytest.mark.usefixtures("in_tmp")
class TestAll:
    def test_one(self):
        open("already-chdir-fixture.txt", "w").close()
        assert os.listdir() == ["already-chdir-fixture.txt"]
