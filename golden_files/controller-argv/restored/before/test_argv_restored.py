import sys
import unittest

import pytest


@pytest.fixture(autouse=True)
def clean_argv():
    saved = sys.argv[:]
    yield
    sys.argv = saved


def test_set():
    sys.argv = ["tool", "--fast"]
    assert "--fast" in sys.argv


def test_appended():
    sys.argv.append("--slow")
    assert "--slow" in sys.argv


class TestTool(unittest.TestCase):
    def setUp(self):
        self.saved = sys.argv
        sys.argv = ["tool"]

    def tearDown(self):
        sys.argv = self.saved

    def test_tool(self):
        assert len(sys.argv) == 1
