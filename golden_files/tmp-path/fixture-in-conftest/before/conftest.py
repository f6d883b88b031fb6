import os

import pytest

SETTINGS = "/tmp/fixture-in-conftest.ini"


@pytest.fixture
def settings():
    with open(SETTINGS, "w") as f:
        f.write("[a]\nb = 1\n")
    yield SETTINGS
    os.remove(SETTINGS)
