import sqlite3


class ShelfStore:
    def __init__(self, path=":memory:", timeout=5):
        self.db = sqlite3.connect(path, timeout=timeout)
        self.db.execute("create table if not exists item (k text primary key, v text)")

    def put(self, key, value):
        with self.db:
            self.db.execute("insert or replace into item values (?, ?)", (key, value))

    def get(self, key):
        row = self.db.execute("select v from item where k = ?", (key,)).fetchone()
        return row[0] if row else None

    def close(self):
        self.db.close()
