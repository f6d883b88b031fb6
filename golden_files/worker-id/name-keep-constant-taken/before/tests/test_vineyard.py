import unittest

import psycopg

NAMESPACE = "urn:example:vineyard"


class VineyardTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.admin = psycopg.connect("dbname=postgres", autocommit=True)
        cls.admin.execute("CREATE DATABASE vineyard_test")
        cls.conn = psycopg.connect("dbname=vineyard_test", autocommit=True)
        cls.conn.execute("CREATE TABLE vines (urn text)")

    @classmethod
    def tearDownClass(cls):
        cls.conn.close()
        cls.admin.execute("DROP DATABASE vineyard_test")
        cls.admin.close()

    def test_vine(self):
        self.conn.execute("INSERT INTO vines VALUES (%s)", (f"{NAMESPACE}:1",))
        rows = self.conn.execute("SELECT urn FROM vines").fetchall()
        self.assertEqual(rows, [("urn:example:vineyard:1",)])
