import os

import pytest


class Base:
    @pytest.fixture(autouse=True)
    def _tmp_path(self, tmp_path):
        self.tmp_path = tmp_path

    def test_write(self):
        inherited_test_path = self.tmp_path / "inherited-test.txt"
        with open(inherited_test_path, "w") as f:
            f.write("x")
        assert os.path.exists(inherited_test_path)
        os.remove(inherited_test_path)


class TestMore(Base):
    def test_write(self):
        super().test_write()
        assert not os.path.exists(self.tmp_path / "inherited-test.txt")
