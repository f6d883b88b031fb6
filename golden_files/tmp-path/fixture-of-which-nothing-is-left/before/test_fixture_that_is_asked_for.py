import os
import shutil

import pytest

FOLDER = "/tmp/fixture-asked-for"


class TestFiles:
    @pytest.fixture(autouse=True)
    def emptied(self):
        shutil.rmtree(FOLDER, ignore_errors=True)
        os.mkdir(FOLDER)
        yield
        shutil.rmtree(FOLDER, ignore_errors=True)

    def test_first(self, emptied):
        path = os.path.join(FOLDER, "first.txt")
        with open(path, "w") as file:
            file.write("first")
        assert os.path.getsize(path) == 5

    def test_second(self):
        path = os.path.join(FOLDER, "second.txt")
        with open(path, "w") as file:
            file.write("second")
        assert os.path.getsize(path) == 6
