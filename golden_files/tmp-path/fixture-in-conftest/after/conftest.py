import pytest


@pytest.fixture
def settings(tmp_path):
    settings_path = tmp_path / "fixture-in-conftest.ini"
    with open(settings_path, "w") as f:
        f.write("[a]\nb = 1\n")
    yield settings_path
