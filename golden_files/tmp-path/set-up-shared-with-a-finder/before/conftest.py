import os

import pytest


@pytest.fixture(scope="module")
def names():
    os.makedirs("/tmp/set-up-shared", exist_ok=True)
    yield os.listdir("/tmp/set-up-shared")
