import sys

import pytest


@pytest.fixture
def words(request):
    if hasattr(request.config, "workerinput"):
        return request.config.workerinput["mainargv"]
    return sys.argv


def test_words(words):
    assert "-q" in words
