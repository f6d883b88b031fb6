import os
import tarfile
import unittest


class ArchiveTests(unittest.TestCase):
    def test_names(self):
        archive_name = "moss-samples.tar"
        try:
            with tarfile.open(archive_name, "w") as tar:
                tar.add(__file__, arcname="notes/moss.txt")
            with tarfile.open(archive_name) as tar:
                self.assertEqual(tar.getnames(), ["notes/moss.txt"])
        finally:
            os.remove(archive_name)

    def test_not_a_tar(self):
        archive_name = "moss-samples.tar"
        try:
            with open(archive_name, "wb") as f:
                f.write(b"nothing of the kind")
            self.assertFalse(tarfile.is_tarfile(archive_name))
        finally:
            os.remove(archive_name)
