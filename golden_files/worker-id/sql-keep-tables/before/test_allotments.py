import unittest

import psycopg


class AllotmentsTest(unittest.TestCase):
    def setUp(self):
        self.conn = psycopg.connect(dbname="postgres", autocommit=True)
        self.conn.execute("DROP TABLE IF EXISTS allotments")
        self.conn.execute("CREATE TABLE allotments (owner text, size int)")

    def tearDown(self):
        self.conn.execute("DROP TABLE allotments")
        self.conn.close()

    def test_largest(self):
        self.conn.execute("INSERT INTO allotments VALUES ('ann', 31), ('bob', 67)")
        query = "SELECT owner FROM allotments ORDER BY size DESC LIMIT 1"
        self.assertEqual(self.conn.execute(query).fetchone(), ("bob",))

    def test_nobody(self):
        self.assertIsNone(self.conn.execute("SELECT * FROM allotments").fetchone())
