import pytest


@pytest.fixture
def owner():
    name = "ANNA"
    return name.lower()
