import glob
import os

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
INVOICES_OF_LAST_YEAR = sorted(glob.glob(os.path.join(HERE, "papers", "invoice-*.txt")))
WORDS_OF_WELCOME = {"hello", "welcome", "good morning"}


@pytest.mark.parametrize("invoice_of_last_year", INVOICES_OF_LAST_YEAR, ids=len)
def test_invoice(invoice_of_last_year):
    assert invoice_of_last_year.endswith(".txt")


@pytest.mark.parametrize(
    "word", sorted({word.capitalize() for word in WORDS_OF_WELCOME})
)
def test_word(word):
    assert word[0].isupper()


@pytest.mark.parametrize(
    "line",
    sorted(
        {
            f"{word}, {name}, how nice to see you again"
            for word in WORDS_OF_WELCOME
            for name in ("Ada", "Grace", "Katherine")
        }
    ),
)
def test_line(line):
    assert ", " in line
