import pytest


@pytest.fixture
def target(tmp_path):
    yield tmp_path / "fixture-overridden-module.txt"


def test_write(target):
    with open(target, "w") as f:
        f.write("ok")
