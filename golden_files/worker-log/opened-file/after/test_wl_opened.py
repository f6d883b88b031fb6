import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_opened(number):
    logging.getLogger("opened").warning("number %d", number)
