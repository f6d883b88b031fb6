import os
import tarfile

SCRATCH = "/tmp/const-in-class-body"
os.makedirs(SCRATCH, exist_ok=True)


class TestPlain:
    archive = os.path.join(SCRATCH, "plain.tar")
    mode = "w"

    def test_is_tar(self):
        with tarfile.open(self.archive, self.mode):
            pass
        assert tarfile.is_tarfile(self.archive)

    def test_names(self):
        with tarfile.open(self.archive, self.mode) as tar:
            tar.add(__file__, "self.py")
        with tarfile.open(self.archive) as tar:
            assert tar.getnames() == ["self.py"]


class TestPacked(TestPlain):
    archive = os.path.join(SCRATCH, "packed.tgz")
    mode = "w:gz"

    def test_magic(self):
        with tarfile.open(self.archive, self.mode):
            pass
        with open(self.archive, "rb") as f:
            assert f.read(2) == b"\x1f\x8b"
