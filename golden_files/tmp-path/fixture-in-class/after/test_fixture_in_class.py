import os

import pytest


class TestStore:
    @pytest.fixture(autouse=True)
    def _store(self, tmp_path):
        self.path = tmp_path / "fixture-in-class.db"
        with open(self.path, "w") as f:
            f.write("0")
        yield

    def test_read(self):
        with open(self.path) as f:
            assert f.read() == "0"

    def test_write(self):
        with open(self.path, "w") as f:
            f.write("12")
        assert os.path.getsize(self.path) == 2
