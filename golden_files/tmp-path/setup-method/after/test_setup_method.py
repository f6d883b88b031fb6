import os

import pytest


class TestExport(object):
    @pytest.fixture(autouse=True)
    def set_up(self, tmp_path):
        self.folder = tmp_path / "setup-method"
        os.makedirs(self.folder)

    def test_export(self):
        path = os.path.join(self.folder, "out.csv")
        with open(path, "w") as f:
            f.write("a,b")
        assert os.listdir(self.folder) == ["out.csv"]
