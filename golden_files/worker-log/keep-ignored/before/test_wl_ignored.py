import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_ignored(number):
    logging.getLogger("ignored").warning("number %d", number)
