import unittest

from added_keeper import Keeper, load


class KeeperTest(unittest.TestCase):
    def test_names(self):
        keeper = Keeper("a jar", "added_kept")
        for style in "source plain".split():
            keeper.save(style=style)
            self.assertEqual(load("added_kept.ke" + style[0], style), "a jar")
