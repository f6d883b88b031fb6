import os
import shutil
import unittest

import pytest
from before_move_digest import digest, digested


class DigestTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.mkdir("before_move_folder")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree("before_move_folder")

    @pytest.fixture(autouse=True)
    def inject(self, capsys):
        self.captured = capsys

    def tearDown(self):
        if os.path.exists("before_move_digest.log"):
            os.remove("before_move_digest.log")

    def test_digest(self):
        digest("before_move_folder")
        self.assertTrue(os.path.isdir(digested()))

    def test_again(self):
        digest("before_move_folder")
        self.assertEqual(digested(), "before_move_folder")
