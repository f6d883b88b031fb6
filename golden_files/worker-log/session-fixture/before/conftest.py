import logging

import pytest


@pytest.fixture(scope='session', autouse=True)
def log_to_file():
    handler = logging.FileHandler('wl_session_fixture.txt', mode='w')
    handler.setFormatter(logging.Formatter('%(asctime)s - %(message)s'))
    logger = logging.getLogger()
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    handler.close()
