import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_option_conftest(number):
    logging.getLogger("option_conftest").warning("number %d", number)
