import os
import shutil
import tempfile
import unittest

from empty_keeper import EmptyKeeper


class EmptyKeeperTest(unittest.TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(tmp_dir)

    def test_given_name(self):
        keeper = EmptyKeeper("")
        keeper.save(filename="empty_given.txt")
        with open("empty_given.txt") as file:
            self.assertEqual(file.read(), "a jar")
