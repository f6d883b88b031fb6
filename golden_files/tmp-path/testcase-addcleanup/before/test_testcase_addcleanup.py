import os
import unittest
import zipfile


class BundleTestCase(unittest.TestCase):
    def make_bundle(self, members):
        path = "plugin_bundle.zip"
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
