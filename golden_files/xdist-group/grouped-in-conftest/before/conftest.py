import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if "slow" in item.name:
            item.add_marker(pytest.mark.xdist_group("slow"))
