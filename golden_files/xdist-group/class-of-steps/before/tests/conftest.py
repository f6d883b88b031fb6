import pytest


@pytest.fixture
def owner():
    return "anna"
