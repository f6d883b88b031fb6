import os

import pytest


@pytest.fixture(scope="session")
def database():
    path = "/tmp/session-scoped-fixture.db"
    with open(path, "w") as f:
        f.write("schema 1")
    yield path
    os.remove(path)
