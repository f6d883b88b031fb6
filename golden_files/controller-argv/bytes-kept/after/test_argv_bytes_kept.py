import sys

import pytest


@pytest.fixture(scope='session')
def controller_argv(pytestconfig):
	"""The command line of pytest, in the workers of pytest-xdist as well."""
	return getattr(pytestconfig, 'workerinput', {}).get('mainargv', sys.argv)


@pytest.fixture
def quiet(controller_argv):
	return '-q' in controller_argv


def test_quiet(quiet, controller_argv):
	assert quiet and '-p' in controller_argv
