import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_option_new(number):
    logging.getLogger("option_new").warning("number %d", number)
