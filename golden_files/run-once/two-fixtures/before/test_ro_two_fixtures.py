import os

import pytest

KILLED = os.environ.get("RUN_ONCE_KILL", "none")


@pytest.mark.parametrize("number", range(6))
def test_two_fixtures(project, environment, number):
    assert project["files"] and environment
    if number == 3 and os.environ.get("PYTEST_XDIST_WORKER") == KILLED:
        os._exit(1)


def test_environment(environment, project):
    assert environment != project["files"][0]
