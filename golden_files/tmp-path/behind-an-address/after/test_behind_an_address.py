import os
import shutil
import sqlite3
import tempfile
import unittest


def connect(address):
    driver, _, path = address.partition(":///")
    assert driver == "sqlite"
    return sqlite3.connect(path)


def test_address_is_a_template(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    name = "addresses.db"
    db = connect("sqlite:///%s" % name)
    db.execute("CREATE TABLE t (a)")
    db.close()
    assert os.path.exists(name)


class TestAddress(unittest.TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.db_file = os.path.join(tmp_dir, "streets.db")

    def test_create(self):
        db = connect("sqlite:///" + self.db_file)
        db.execute("CREATE TABLE t (a)")
        db.close()

    def test_format(self):
        db = connect(f"sqlite:///{self.db_file}")
        db.execute("CREATE TABLE t (a)")
        db.close()
