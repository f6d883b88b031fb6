import unittest
from unittest.mock import mock_open, patch


def stamp(path="build-stamp.txt", number=1):
    with open(path, "w") as f:
        f.write("build %d" % number)


class StampTest(unittest.TestCase):
    def setUp(self):
        self.path = "release-stamp.txt"
        patcher = patch("builtins.open", mock_open())
        self.open = patcher.start()
        self.addCleanup(patcher.stop)

    def test_path(self):
        stamp(self.path)
        self.open.assert_called_once_with("release-stamp.txt", "w")

    def test_text(self):
        stamp(self.path, 12)
        self.open().write.assert_called_once_with("build 12")

    def test_default(self):
        stamp()
        self.assertEqual(self.open.call_args.args[0], "build-stamp.txt")
