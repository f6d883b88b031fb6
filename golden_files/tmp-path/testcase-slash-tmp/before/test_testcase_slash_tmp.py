import os
import shutil
import unittest

class TestThumbCache(unittest.TestCase):
    def setUp(self):
        self.cachedir = "/tmp/s4-thumb-cache"
        os.makedirs(self.cachedir)

    def tearDown(self):
        shutil.rmtree(self.cachedir, ignore_errors=True)

    def test_hit(self):
        with open(os.path.join(self.cachedir, "a1.thumb"), "wb") as f:
            f.write(b"\x89")
        self.assertTrue(os.path.isfile("%s/a1.thumb" % self.cachedir))

    def test_miss(self):
        self.assertFalse(os.path.isfile("%s/a1.thumb" % self.cachedir))


if __name__ == "__main__":
    import nose
    nose.runmodule(argv=[__file__, "-vvs", "-x"], exit=False)
