import os
import unittest


class TestSheets(unittest.TestCase):
    def test_folder_is_made(self):
        os.makedirs("sheets")
        with open("sheets/one.csv", "w") as file:
            file.write("a,b\n")

        self.assertEqual(os.listdir("sheets"), ["one.csv"])

        os.remove("sheets/one.csv")
        os.rmdir("sheets")

    def test_next(self):
        self.assertTrue(os.path.isdir("."))


def test_old_copies_go_first():
    totals = [1, 2]

    if os.path.exists("totals/all.csv"):
        os.remove("totals/all.csv")
    if os.path.exists("totals"):
        os.rmdir("totals")

    os.makedirs("totals")
    with open("totals/all.csv", "w") as file:
        file.write(str(totals))
    with open("totals/all.csv") as file:
        assert file.read() == "[1, 2]"
