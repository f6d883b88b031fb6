import os
import shutil
import unittest

SITE = os.path.join(os.path.dirname(__file__), "data_tree_site")


def stamp(folder, year):
    """Append a line to every page and write a list of the pages."""
    names = sorted(os.listdir(folder))
    for name in names:
        with open(os.path.join(folder, name), "a") as f:
            f.write("(c) %d\n" % year)
    with open(os.path.join(folder, "pages.lst"), "w") as f:
        f.write("\n".join(names))


class StampTest(unittest.TestCase):
    def setUp(self):
        shutil.copytree(SITE, SITE + ".saved")

    def tearDown(self):
        shutil.rmtree(SITE)
        os.rename(SITE + ".saved", SITE)

    def test_stamp(self):
        stamp(SITE, 2012)
        with open(os.path.join(SITE, "index.txt")) as f:
            self.assertEqual(f.read(), "welcome\n(c) 2012\n")

    def test_list(self):
        stamp(SITE, 2013)
        with open(os.path.join(SITE, "pages.lst")) as f:
            self.assertEqual(f.read(), "about.txt\nindex.txt")
