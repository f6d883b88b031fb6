import pytest


@pytest.fixture(scope="session")
def log_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-events") / "sd-events.log"
    with open(path, "w") as log:
        log.write("start\n")
    with open(path, "a") as log:
        log.write("more\n")
    return path


def test_start(log_path):
    assert log_path.exists()


def test_more(log_path):
    assert log_path.exists()


def test_check(log_path):
    with open(log_path) as log:
        assert log.read().splitlines() == ["start", "more"]
