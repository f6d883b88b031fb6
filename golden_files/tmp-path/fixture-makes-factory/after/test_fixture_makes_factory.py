import os

import pytest


@pytest.fixture
def write(tmp_path):
    made = []

    def _write(name, text="x"):
        path = str(tmp_path / ("fixture-makes-factory-" + name))
        with open(path, "w") as f:
            f.write(text)
        made.append(path)
        return path

    yield _write
    for path in made:
        os.remove(path)


def test_default(write):
    assert os.path.getsize(write("a")) == 1


def test_text(write):
    path = write("b", text="yy")
    with open(path) as f:
        assert f.read() == "yy"
