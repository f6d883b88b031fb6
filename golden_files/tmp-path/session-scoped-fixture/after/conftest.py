import pytest


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("database") / "session-scoped-fixture.db"
    with open(path, "w") as f:
        f.write("schema 1")
    yield path
