import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_worker_in_name(number):
    logging.getLogger("worker_in_name").warning("number %d", number)
