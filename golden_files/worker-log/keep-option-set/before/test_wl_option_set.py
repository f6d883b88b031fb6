import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_option_set(number):
    logging.getLogger("option_set").warning("number %d", number)
