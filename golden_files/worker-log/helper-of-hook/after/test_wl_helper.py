import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_helper(number):
    logging.getLogger("helper").warning("number %d", number)
