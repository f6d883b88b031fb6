import pytest


@pytest.fixture
def text():
    return "ok"


def test_one(text, tmp_path):
    with open(tmp_path / "signature-positional.txt", "w") as f:
        assert f.write(text) == 2


def test_two(text, request, tmp_path):
    with open(tmp_path / "signature-positional.txt", "w") as f:
        f.write(text + request.node.name)
