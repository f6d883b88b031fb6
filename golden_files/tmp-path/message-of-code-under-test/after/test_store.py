import atexit
import os
import shutil
import tempfile
import unittest

from store import Store

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


class TestStore(unittest.TestCase):
    path = os.path.join(TMP_DIR, "store-of-tests")

    def tearDown(self):
        shutil.rmtree(self.path, ignore_errors=True)

    def test_put(self):
        store = Store(self.path)
        store.put("a")
        self.assertTrue(os.path.exists(os.path.join(self.path, "a")))

    def test_folder(self):
        Store(self.path)
        self.assertEqual(os.listdir(self.path), [])
