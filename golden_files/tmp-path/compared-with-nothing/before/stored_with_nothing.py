import os
import sqlite3


class Store:
    def __init__(self, path=None):
        self.is_private = path is None
        self.path = path or ":memory:"
        self.connection = sqlite3.connect(self.path)

    def close(self):
        self.connection.close()
        if not self.is_private and self.path != ":memory:":
            os.remove(self.path)
