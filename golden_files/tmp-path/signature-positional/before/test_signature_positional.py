import os

import pytest


@pytest.fixture
def text():
    return "ok"


def test_one(text):
    with open("/tmp/signature-positional.txt", "w") as f:
        assert f.write(text) == 2


def test_two(text, request):
    with open("/tmp/signature-positional.txt", "w") as f:
        f.write(text + request.node.name)
    os.remove("/tmp/signature-positional.txt")
