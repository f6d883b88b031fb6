import csv

import pytest


@pytest.fixture(scope="session")
def people_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-exchange") / "people.csv"
    rows = [["name", "age"], ["Ada", "36"]]
    with open(path, "w", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path
