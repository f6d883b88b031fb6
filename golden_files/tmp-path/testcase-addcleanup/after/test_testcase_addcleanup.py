import os
import shutil
import tempfile
import unittest
import zipfile


class BundleTestCase(unittest.TestCase):
    def make_bundle(self, members):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        path = os.path.join(tmp_dir, "plugin_bundle.zip")
        self.addCleanup(os.remove, path)
        with zipfile.ZipFile(path, "w") as z:
            for name, text in members.items():
                z.writestr(name, text)
        return path

    def test_one_member(self):
        with zipfile.ZipFile(self.make_bundle({"meta.json": "{}"})) as z:
            self.assertEqual(z.namelist(), ["meta.json"])

    def test_content(self):
        with zipfile.ZipFile(self.make_bundle({"a": "1", "b": "22"})) as z:
            self.assertEqual(z.read("b"), b"22")
