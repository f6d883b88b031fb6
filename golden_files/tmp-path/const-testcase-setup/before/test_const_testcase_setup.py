import os
import shutil
import unittest

TEST_DIR = "const_testcase_dir"


def tree(folder):
    return sorted(
        os.path.relpath(os.path.join(top, name), folder)
        for top, _, names in os.walk(folder)
        for name in names
    )


class TreeTest(unittest.TestCase):
    def setUp(self):
        os.makedirs(os.path.join(TEST_DIR, "a"))

    def tearDown(self):
        shutil.rmtree(TEST_DIR)

    def test_no_files(self):
        self.assertEqual(tree(TEST_DIR), [])

    def test_files(self):
        for name in ("b", "a/c"):
            open(os.path.join(TEST_DIR, name), "w").close()
        self.assertEqual(tree(TEST_DIR), ["a/c", "b"])


class SymlinkTreeTest(TreeTest):
    def setUp(self):
        TreeTest.setUp(self)
        os.symlink("a", os.path.join(TEST_DIR, "link"))

    def test_link_not_followed(self):
        open(os.path.join(TEST_DIR, "link", "d"), "w").close()
        self.assertEqual(tree(TEST_DIR), ["a/d"])
