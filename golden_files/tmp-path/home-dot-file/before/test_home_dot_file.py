import pytest
from home_dot_history import forget, recall, remember


@pytest.fixture(autouse=True)
def clean():
    forget()
    yield
    forget()


def test_nothing_at_first():
    assert recall() == []


def test_remember():
    remember("ls")
    remember("cd ..")
    assert recall() == ["ls", "cd .."]


def test_forget():
    remember("rm -r")
    forget()
    assert recall() == []
