import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_option_late(number):
    logging.getLogger("option_late").warning("number %d", number)
