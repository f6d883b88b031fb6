import os

import pytest


@pytest.fixture
def text():
    return "ok"


def test_one(text, tmp_path):
    with open(tmp_path / "signature-positional.txt", "w") as f:
        assert f.write(text) == 2


def test_two(text, request, tmp_path):
    signature_positional_path = tmp_path / "signature-positional.txt"
    with open(signature_positional_path, "w") as f:
        f.write(text + request.node.name)
    os.remove(signature_positional_path)
