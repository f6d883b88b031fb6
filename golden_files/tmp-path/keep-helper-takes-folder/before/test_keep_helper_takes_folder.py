import os

import pytest
from keep_helper_builders import DEFAULT_NAME, invoice_path, make_invoice


def total(path):
    with open(path) as f:
        return int(f.read().split()[1])


@pytest.fixture
def invoice(tmp_path):
    return make_invoice(tmp_path, 12)


def test_total(invoice):
    assert total(invoice) == 12


def test_overwrite(invoice, tmp_path):
    make_invoice(tmp_path, 13)
    assert total(invoice) == 13


def test_names(tmp_path):
    make_invoice(tmp_path, 1)
    make_invoice(tmp_path, 2, "keep_helper_second.txt")
    assert len(os.listdir(tmp_path)) == 2


def test_default_name():
    assert invoice_path(".") == os.path.join(".", DEFAULT_NAME)
