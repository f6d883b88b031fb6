import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_configure(number):
    logging.getLogger("configure").warning("number %d", number)
