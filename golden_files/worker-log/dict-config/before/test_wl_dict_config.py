import logging

import pytest


@pytest.mark.parametrize("number", range(6))
def test_dict_config(number):
    logging.getLogger("dict_config").warning("number %d", number)
