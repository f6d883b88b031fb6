import os

import pytest


@pytest.fixture
def target(tmp_path):
    fixture_overridden_conftest_path = tmp_path / "fixture-overridden-conftest.txt"
    yield fixture_overridden_conftest_path
    os.remove(fixture_overridden_conftest_path)
