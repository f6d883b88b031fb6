import os
import shutil
import zipfile


class ArchiveBase:
    def setup_method(self, method):
        self.workdir = "/tmp/xunit-method-hierarchy"
        os.makedirs(self.workdir)
        self.archive = os.path.join(self.workdir, "bundle.zip")

    def teardown_method(self, method):
        shutil.rmtree(self.workdir)


class TestEmpty(ArchiveBase):
    def test_empty(self):
        zipfile.ZipFile(self.archive, "w").close()
        with zipfile.ZipFile(self.archive) as z:
            assert z.namelist() == []


class TestFilled(ArchiveBase):
    def setup_method(self, method):
        super().setup_method(method)
        with zipfile.ZipFile(self.archive, "w") as z:
            z.writestr("a/readme", "hi")

    def test_names(self):
        with zipfile.ZipFile(self.archive) as z:
            assert z.namelist() == ["a/readme"]

    def test_extract(self):
        with zipfile.ZipFile(self.archive) as z:
            z.extractall(self.workdir)
        assert sorted(os.listdir(self.workdir)) == ["a", "bundle.zip"]
