import pytest


def pytest_runtest_setup(item):
    item.user_properties.append(("path", "/tmp/unseen-neighbour-other.txt"))


number = pytest.fixture(lambda: 3)
