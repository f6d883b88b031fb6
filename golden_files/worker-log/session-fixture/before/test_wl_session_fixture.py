import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_session_fixture(number):
    logging.getLogger("session_fixture").warning("number %d", number)
