import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_elsewhere(number):
    logging.getLogger("elsewhere").warning("number %d", number)
