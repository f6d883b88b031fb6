import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_formatted(number):
    logging.getLogger("formatted").warning("number %d", number)
