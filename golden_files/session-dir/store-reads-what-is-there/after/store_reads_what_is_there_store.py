import json
import os


class Store:
    def __init__(self, path):
        self.path = path
        self.data = {}
        if os.path.exists(path):
            with open(path) as f:
                self.data = json.load(f)

    def set(self, key, value):
        self.data[key] = value

    def save(self):
        with open(self.path, "w") as f:
            json.dump(self.data, f)
