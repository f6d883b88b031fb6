import fnmatch
import re
import unittest

PATTERN = re.compile(r"/tmp/xdistify-[a-z]+\.txt")


def write(path):
    with open(path, "w") as stream:
        stream.write("x")


def test_search():
    path = "/tmp/xdistify-search.txt"
    write(path)
    assert re.search("^/tmp/", path)


def test_compiled():
    path = "/tmp/xdistify-compiled.txt"
    write(path)
    assert PATTERN.fullmatch(path)


def test_shell_pattern():
    path = "/tmp/xdistify-shell.txt"
    write(path)
    assert fnmatch.fnmatch(path, "/tmp/xdistify-*.txt")


def test_letter_by_letter():
    path = "/tmp/xdistify-letters.txt"
    write(path)
    for letter in path:
        assert letter.isascii()


class TestPath(unittest.TestCase):
    def test_pattern(self):
        path = "/tmp/xdistify-regex.txt"
        write(path)
        self.assertRegex(path, r"^/tmp/.*\.txt$")
