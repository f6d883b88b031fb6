import os
import shutil
import unittest

from store import Store


class TestStore(unittest.TestCase):
    path = "/tmp/store-of-tests"

    def tearDown(self):
        shutil.rmtree(self.path, ignore_errors=True)

    def test_put(self):
        store = Store(self.path)
        store.put("a")
        self.assertTrue(os.path.exists(os.path.join(self.path, "a")))

    def test_folder(self):
        Store(self.path)
        self.assertEqual(os.listdir(self.path), [])
