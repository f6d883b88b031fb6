import contextlib
import sys


@contextlib.contextmanager
def keeping():
    before = list(sys.argv)
    yield
    sys.argv[:] = before


def launch(word):
    sys.argv[:] = ["launcher", word]
