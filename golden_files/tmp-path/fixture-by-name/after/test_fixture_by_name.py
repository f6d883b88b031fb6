import os

import pytest


@pytest.fixture
def output(tmp_path):
    path = str(tmp_path / "fixture-by-name.txt")
    with open(path, "w") as f:
        f.write("ok")
    yield path


def test_by_name(request):
    output = request.getfixturevalue("output")
    assert (output + ".bak").endswith(".txt.bak")
    assert os.path.getsize(output) == 2


def test_by_parameter(output):
    assert os.path.getsize(output) == 2
