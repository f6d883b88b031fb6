import os


def write(lines):
    with open(os.path.expanduser("~/.home-written-notes"), "w") as f:
        f.write("\n".join(lines))


def notes():
    with open(os.path.expanduser("~/.home-written-notes")) as f:
        return f.read().split("\n")
