import unittest

from empty_keeper import EmptyKeeper


class EmptyKeeperTest(unittest.TestCase):
    def test_given_name(self):
        keeper = EmptyKeeper("")
        keeper.save(filename="empty_given.txt")
        with open("empty_given.txt") as file:
            self.assertEqual(file.read(), "a jar")
