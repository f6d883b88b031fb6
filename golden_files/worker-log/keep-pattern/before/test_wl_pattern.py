import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_pattern(number):
    logging.getLogger("pattern").warning("number %d", number)
