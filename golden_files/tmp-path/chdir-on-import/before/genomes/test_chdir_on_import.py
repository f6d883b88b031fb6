import os

import pytest

here = os.path.dirname(os.path.abspath(__file__))
os.chdir(here)


@pytest.fixture
def index():
    yield
    try:
        os.remove("genes.idx")
    except OSError:
        pass


def test_index_is_made(index):
    with open("genes.txt") as genes, open("genes.idx", "w") as file:
        file.write(str(len(genes.read())))
    assert os.path.exists("genes.idx")
