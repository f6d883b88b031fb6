import os

import pytest
from home_variable_vault import get, put


def test_put_and_get():
    put("mail", "s3cret")
    assert get("mail") == "s3cret"


def test_not_in_clear(vault):
    put("mail", "s3cret")
    with open(os.path.join(vault, "mail")) as f:
        assert "s3cret" not in f.read()


def test_unknown():
    with pytest.raises(FileNotFoundError):
        get("bank")
