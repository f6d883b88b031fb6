import os
import shutil
import tempfile
import unittest

from added_keeper import Keeper, load


class KeeperTest(unittest.TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(tmp_dir)

    def test_names(self):
        keeper = Keeper("a jar", "added_kept")
        for style in "source plain".split():
            keeper.save(style=style)
            self.assertEqual(load("added_kept.ke" + style[0], style), "a jar")
