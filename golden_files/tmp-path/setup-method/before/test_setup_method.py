import os
import shutil


class TestExport(object):
    def setup_method(self, method):
        self.folder = "/tmp/setup-method"
        os.makedirs(self.folder)

    def teardown_method(self, method):
        shutil.rmtree(self.folder)

    def test_export(self):
        path = os.path.join(self.folder, "out.csv")
        with open(path, "w") as f:
            f.write("a,b")
        assert os.listdir(self.folder) == ["out.csv"]
