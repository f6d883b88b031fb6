import sys


def pytest_addoption(parser):
    if "--fancy" in sys.argv:
        parser.addoption("--fancy", action="store_true")
