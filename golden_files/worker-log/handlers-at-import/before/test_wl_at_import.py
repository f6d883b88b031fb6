import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_at_import(number):
    logging.getLogger("at_import").warning("number %d", number)
