import os

import pytest


class TestFiles:
    @pytest.fixture(autouse=True)
    def emptied(self, tmp_path):
        os.mkdir(tmp_path / "fixture-asked-for")
        yield

    def test_first(self, emptied, tmp_path):
        path = tmp_path / "fixture-asked-for" / "first.txt"
        with open(path, "w") as file:
            file.write("first")
        assert os.path.getsize(path) == 5

    def test_second(self, tmp_path):
        path = tmp_path / "fixture-asked-for" / "second.txt"
        with open(path, "w") as file:
            file.write("second")
        assert os.path.getsize(path) == 6
