import os
import sqlite3
import unittest


def connect(address):
    driver, _, path = address.partition(":///")
    assert driver == "sqlite"
    return sqlite3.connect(path)


def test_address_is_a_template():
    name = "addresses.db"
    db = connect("sqlite:///%s" % name)
    db.execute("CREATE TABLE t (a)")
    db.close()
    assert os.path.exists(name)
    os.remove(name)


class TestAddress(unittest.TestCase):
    def setUp(self):
        self.db_file = "streets.db"

    def tearDown(self):
        if os.path.exists(self.db_file):
            os.remove(self.db_file)

    def test_create(self):
        db = connect("sqlite:///" + self.db_file)
        db.execute("CREATE TABLE t (a)")
        db.close()

    def test_format(self):
        db = connect(f"sqlite:///{self.db_file}")
        db.execute("CREATE TABLE t (a)")
        db.close()
