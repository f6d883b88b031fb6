import sys

import pytest

seen = {}


def pytest_configure(config):
    argv = getattr(config, "workerinput", {}).get("mainargv", sys.argv)
    seen["configure"] = "-q" in argv


def pytest_collection_modifyitems(items, config):
    argv = getattr(config, "workerinput", {}).get("mainargv", sys.argv)
    seen["modifyitems"] = "-q" in argv


def pytest_runtest_setup(item):
    """Notes what it finds on the command line."""
    argv = getattr(item.config, "workerinput", {}).get("mainargv", sys.argv)
    if "-q" in argv:
        seen["setup"] = True


@pytest.fixture
def noted():
    return seen
