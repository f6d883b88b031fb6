import json
import os
import unittest


class CatalogTest(unittest.TestCase):
    def setUp(self):
        self.path = "/tmp/sd-tc-setup.json"

    def test_1_save(self):
        catalog = {"pens": 3}
        with open(self.path, "w") as stream:
            json.dump(catalog, stream)
        self.assertTrue(os.path.exists(self.path))

    def test_2_load(self):
        with open(self.path) as stream:
            self.assertEqual(json.load(stream)["pens"], 3)
