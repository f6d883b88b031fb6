import os
import shutil
import unittest

from two_reasons_crop import crop


class CropTest(unittest.TestCase):
    def setUp(self):
        self.target = "two_reasons_hedge"
        if os.path.exists(self.target):
            shutil.rmtree(self.target)
        os.mkdir(os.path.join(self.target))
        with open(os.path.join(self.target, "twig"), "w"):
            pass
        os.mkdir(os.path.join(self.target, "branch"))

    def tearDown(self):
        if os.path.exists(self.target):
            shutil.rmtree(self.target)

    def test_easy(self):
        crop(self.target)
        self.assertFalse(os.path.exists(self.target))

    def test_link(self):
        os.mkdir("two_reasons_root")
        with open("two_reasons_root/leaf", "w"):
            pass
        try:
            os.symlink("../two_reasons_root", os.path.join(self.target, "link"))
            crop(self.target)
            self.assertTrue(os.path.exists("two_reasons_root"))
        finally:
            os.unlink("two_reasons_root/leaf")
            os.rmdir("two_reasons_root")
        self.assertFalse(os.path.exists(self.target))
