import itertools
from pathlib import Path

import pytest

ROW_OF_NOVELS = Path(__file__).parent / "shelf_novels"
ROW_OF_TRAVELS = Path(__file__).parent / "shelf_travels"
ROW_OF_LETTERS = Path(__file__).parent / "shelf_letters"


@pytest.fixture(
    params=itertools.chain(
        sorted(ROW_OF_NOVELS.iterdir()),
        sorted(ROW_OF_TRAVELS.iterdir()),
        sorted(ROW_OF_LETTERS.iterdir()),
    ),
    ids=lambda book: f"{book.parent.name}-{book.name}",
)
def book(request):
    return request.param


def test_book(book):
    assert book.read_text().strip() in book.parent.name
