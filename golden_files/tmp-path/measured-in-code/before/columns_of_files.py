import logging
import os


class Table:
    def __init__(self, path):
        self.path = path
        with open(path, "w") as file:
            file.write("x")
        logging.getLogger(__name__).info("wrote %s", self.path)

    def line(self):
        return f"{self.path:40}|{os.path.getsize(self.path)}"
