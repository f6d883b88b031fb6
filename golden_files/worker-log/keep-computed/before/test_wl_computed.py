import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_computed(number):
    logging.getLogger("computed").warning("number %d", number)
