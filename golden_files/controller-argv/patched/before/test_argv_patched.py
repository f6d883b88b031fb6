import sys
from unittest import mock

import pytest


def test_monkeypatch(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["tool", "--fast"])
    assert "--fast" in sys.argv


def test_by_name(monkeypatch):
    monkeypatch.setattr("sys.argv", [sys.argv[0], "--fast"])
    assert sys.argv[1:] == ["--fast"]


@mock.patch("sys.argv", ["tool", "--fast"])
def test_decorator():
    assert "--fast" in sys.argv


@mock.patch.object(sys, "argv", ["tool", "--fast"])
class TestClass:
    def test_method(self):
        assert "--fast" in sys.argv


def test_with():
    with mock.patch.object(sys, "argv", ["tool", "--fast"]):
        assert len(sys.argv) == 2


@pytest.fixture
def fast(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["tool", "--fast"])


def test_fixture(fast):
    assert "--fast" in sys.argv
