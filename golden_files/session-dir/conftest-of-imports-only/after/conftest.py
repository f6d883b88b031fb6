import os

import pytest


@pytest.fixture(scope="session")
def conftest_of_imports_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("conftest-of-imports") / "conftest-of-imports.txt"
    with open(path, "w") as file:
        file.write("1")
    return path
