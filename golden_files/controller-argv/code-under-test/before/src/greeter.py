import sys


def name():
    return sys.argv[1] if len(sys.argv) > 1 else "world"
