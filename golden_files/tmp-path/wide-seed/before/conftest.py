import json

import pytest


@pytest.fixture(scope="session")
def catalog():
    path = "/tmp/wide-catalog.json"
    with open(path, "w") as stream:
        json.dump([{"id": 1}], stream)
    return path
