import os
import sqlite3

MEMORY = ":memory:"


class Queue:
    def __init__(self, path):
        if path == MEMORY:
            self.connection = sqlite3.connect(path)
        else:
            if not os.path.exists(path):
                os.makedirs(path)
            self.connection = sqlite3.connect(os.path.join(path, "data.db"))
        self.connection.execute("CREATE TABLE item (value)")

    def put(self, value):
        self.connection.execute("INSERT INTO item VALUES (?)", (value,))

    def __len__(self):
        return self.connection.execute("SELECT count(*) FROM item").fetchone()[0]

    def close(self):
        self.connection.close()
