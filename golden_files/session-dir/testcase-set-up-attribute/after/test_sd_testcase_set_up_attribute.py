import json
import os
import shutil
import tempfile
import unittest


class CatalogTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.path = os.path.join(folder, "sd-tc-setup.json")
        catalog = {"pens": 3}
        with open(cls.path, "w") as stream:
            json.dump(catalog, stream)

    def test_1_save(self):
        self.assertTrue(os.path.exists(self.path))

    def test_2_load(self):
        with open(self.path) as stream:
            self.assertEqual(json.load(stream)["pens"], 3)
