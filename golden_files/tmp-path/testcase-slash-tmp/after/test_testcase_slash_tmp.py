import os
import shutil
import tempfile
import unittest

class TestThumbCache(unittest.TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.cachedir = os.path.join(tmp_dir, "s4-thumb-cache")
        os.makedirs(self.cachedir)

    def test_hit(self):
        with open(os.path.join(self.cachedir, "a1.thumb"), "wb") as f:
            f.write(b"\x89")
        self.assertTrue(os.path.isfile("%s/a1.thumb" % self.cachedir))

    def test_miss(self):
        self.assertFalse(os.path.isfile("%s/a1.thumb" % self.cachedir))


if __name__ == "__main__":
    import nose
    nose.runmodule(argv=[__file__, "-vvs", "-x"], exit=False)
