import os
import shutil
import tarfile
import tempfile
import unittest


class ArchiveTests(unittest.TestCase):
    def setUp(self):
        self.tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.tmp_dir)

    def test_names(self):
        archive_name = os.path.join(self.tmp_dir, "moss-samples.tar")
        with tarfile.open(archive_name, "w") as tar:
            tar.add(__file__, arcname="notes/moss.txt")
        with tarfile.open(archive_name) as tar:
            self.assertEqual(tar.getnames(), ["notes/moss.txt"])

    def test_not_a_tar(self):
        archive_name = os.path.join(self.tmp_dir, "moss-samples.tar")
        with open(archive_name, "wb") as f:
            f.write(b"nothing of the kind")
        self.assertFalse(tarfile.is_tarfile(archive_name))
