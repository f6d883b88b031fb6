import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_private(number):
    logging.getLogger("private").warning("number %d", number)
