import unittest

import psycopg


class PurseTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.admin = psycopg.connect("dbname=postgres", autocommit=True)
        cls.admin.execute("DROP DATABASE IF EXISTS purse_test")
        cls.admin.execute("CREATE DATABASE purse_test")
        cls.conn = psycopg.connect("dbname=purse_test", autocommit=True)
        cls.conn.execute("CREATE TABLE coins (owner text, amount int)")

    @classmethod
    def tearDownClass(cls):
        cls.conn.close()
        cls.admin.execute("DROP DATABASE purse_test")
        cls.admin.close()

    def tearDown(self):
        self.conn.execute("DELETE FROM coins")

    def balance(self, owner):
        query = "SELECT coalesce(sum(amount), 0) FROM coins WHERE owner = %s"
        return self.conn.execute(query, (owner,)).fetchone()[0]

    def test_balance(self):
        for amount in (10, -3, 5):
            self.conn.execute("INSERT INTO coins VALUES ('ann', %s)", (amount,))
        self.assertEqual(self.balance("ann"), 12)

    def test_owners_are_apart(self):
        self.conn.execute("INSERT INTO coins VALUES ('bob', 100)")
        self.assertEqual(self.balance("ann"), 0)
        self.assertEqual(self.balance("bob"), 100)


if __name__ == "__main__":
    unittest.main()
