import os

import pytest


@pytest.fixture()
def workdir(tmp_path):
    path = str(tmp_path / "fixture-yield")
    os.makedirs(path)
    yield path


@pytest.fixture
def source(workdir):
    name = os.path.join(workdir, "main.c")
    with open(name, "w") as f:
        f.write("int main;")
    return name


def test_empty(workdir):
    assert os.listdir(workdir) == []


def test_source(workdir, source):
    assert os.listdir(workdir) == ["main.c"]
    assert os.path.dirname(source) == workdir
