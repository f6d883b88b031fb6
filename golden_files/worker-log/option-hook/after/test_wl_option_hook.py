import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_option_hook(number):
    logging.getLogger("option_hook").warning("number %d", number)
