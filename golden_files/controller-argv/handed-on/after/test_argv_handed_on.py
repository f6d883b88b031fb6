import sys

import pytest


@pytest.fixture(scope="session")
def command_line(request):
    return getattr(request.config, "workerinput", {}).get("mainargv", sys.argv)


def test_options(command_line):
    assert "no:cacheprovider" in command_line
