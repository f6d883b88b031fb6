import sys


def test_worker():
    assert sys.argv  # xdistify: ignore[controller-argv] the worker's own is meant
