import sys

import pytest


@pytest.fixture
def quiet():
	return '-q' in sys.argv


def test_quiet(quiet):
	assert quiet and '-p' in sys.argv
