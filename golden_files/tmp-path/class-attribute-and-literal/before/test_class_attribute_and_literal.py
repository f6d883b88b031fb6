import os
import shutil
import unittest


class TreeTest(unittest.TestCase):
    ROOT = "test_tree"

    @classmethod
    def setUpClass(cls):
        os.mkdir(cls.ROOT)
        for n in "abc":
            with open(os.path.join(cls.ROOT, n + ".txt"), "w") as f:
                f.write(n)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.ROOT)

    def test_three(self):
        self.assertEqual(len(os.listdir(self.ROOT)), 3)

    def test_a(self):
        with open("test_tree/a.txt") as f:
            self.assertEqual(f.read(), "a")

    @unittest.skip("not ready")
    def test_skip(self):
        os.remove("test_tree/b.txt")


class SubTreeTest(TreeTest):
    ROOT = "test_tree_2"

    def test_a(self):
        with self.subTest("x"):
            self.assertTrue(os.path.exists(self.ROOT + "/a.txt"))
