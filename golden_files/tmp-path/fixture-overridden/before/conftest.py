import os

import pytest


@pytest.fixture
def target():
    yield "/tmp/fixture-overridden-conftest.txt"
    os.remove("/tmp/fixture-overridden-conftest.txt")
