import os

import pytest


@pytest.fixture
def target(tmp_path):
    fixture_overridden_module_path = tmp_path / "fixture-overridden-module.txt"
    yield fixture_overridden_module_path
    os.remove(fixture_overridden_module_path)


def test_write(target):
    with open(target, "w") as f:
        f.write("ok")
