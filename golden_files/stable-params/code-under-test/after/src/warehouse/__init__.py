import os

SECTIONS = {"dry", "cold", "frozen"}
NAMES = list(SECTIONS)


def shelves():
    return os.listdir(os.path.join(os.path.dirname(__file__), "shelves"))
