import os

import pytest

LEDGER = os.path.join(os.path.dirname(__file__), "const-repointed.ledger")


def book(amount):
    with open(LEDGER, "a") as f:
        f.write(f"{amount}\n")


def balance():
    with open(LEDGER) as f:
        return sum(int(line) for line in f)


@pytest.mark.parametrize("amounts", [[1], [2, 3]])
def test_balance(amounts):
    if os.path.exists(LEDGER):
        os.remove(LEDGER)
    for amount in amounts:
        book(amount)
    assert balance() == sum(amounts)


def test_one_line_each():
    if os.path.exists(LEDGER):
        os.remove(LEDGER)
    book(1)
    book(2)
    with open(LEDGER) as f:
        assert len(f.readlines()) == 2
