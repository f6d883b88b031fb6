import json

import pytest


@pytest.fixture(scope="session")
def catalog(tmp_path_factory):
    path = tmp_path_factory.mktemp("catalog") / "wide-catalog.json"
    with open(path, "w") as stream:
        json.dump([{"id": 1}], stream)
    return path
