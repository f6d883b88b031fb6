import pytest


@pytest.fixture(scope="session")
def x_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-setup-module") / "x.txt"
    with open(path, "w") as stream:
        stream.write("x")
    return path


def test_one_writes(x_path):
    assert open(x_path).read() == "x"


def test_two_reads(x_path):
    assert open(x_path).read() == "x"
