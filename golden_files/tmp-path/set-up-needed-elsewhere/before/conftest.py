import os

import pytest


@pytest.fixture(scope="module")
def names():
    os.makedirs("/tmp/set-up-needed", exist_ok=True)
    yield os.listdir("/tmp/set-up-needed")
