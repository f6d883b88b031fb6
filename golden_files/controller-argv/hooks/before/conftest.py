import sys

import pytest

seen = {}


def pytest_configure(config):
    seen["configure"] = "-q" in sys.argv


def pytest_collection_modifyitems(items):
    seen["modifyitems"] = "-q" in sys.argv


def pytest_runtest_setup(item):
    """Notes what it finds on the command line."""
    if "-q" in sys.argv:
        seen["setup"] = True


@pytest.fixture
def noted():
    return seen
