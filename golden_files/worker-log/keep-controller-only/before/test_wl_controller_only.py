import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_controller_only(number):
    logging.getLogger("controller_only").warning("number %d", number)
