"""Postings go to a shelf, one shelf for each year."""
import os
import shelve

import pytest


def post(folder, year, account, amount):
    with shelve.open(os.path.join(folder, str(year))) as book:
        book[account] = book.get(account, 0) + amount


def balance(folder, year, account):
    with shelve.open(os.path.join(folder, str(year))) as book:
        return book.get(account, 0)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books") / "fixture-module-ledger"
    os.makedirs(folder)
    yield folder


def test_one_posting(books):
    post(books, 1998, "rent", 900)
    assert balance(books, 1998, "rent") == 900


def test_two_postings(books):
    post(books, 1999, "wages", 100)
    post(books, 1999, "wages", 50)
    assert balance(books, 1999, "wages") == 150


def test_unknown_account(books):
    assert balance(books, 2001, "bribes") == 0
