import os

import pytest


@pytest.fixture
def output():
    path = "/tmp/fixture-by-name.txt"
    with open(path, "w") as f:
        f.write("ok")
    yield path
    os.remove(path)


def test_by_name(request):
    output = request.getfixturevalue("output")
    assert (output + ".bak").endswith(".txt.bak")
    assert os.path.getsize(output) == 2


def test_by_parameter(output):
    assert os.path.getsize(output) == 2
