import unittest


def test_length():
    path = "/tmp/message-measured-a.txt"
    with open(path, "w") as file:
        file.write("x")
    message = "cannot read %s" % path
    assert len(message) == 39


def test_column():
    path = "/tmp/message-measured-b.txt"
    with open(path, "w") as file:
        file.write("x")
    line = "%-40s|%d" % (path, 1)
    assert line.index("|") == 40


class TestMessage(unittest.TestCase):
    def test_length(self):
        path = "/tmp/message-measured-c.txt"
        with open(path, "w") as file:
            file.write("x")
        self.assertLessEqual(len(f"{path}: ok"), 31)
