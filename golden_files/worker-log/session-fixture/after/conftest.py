import logging
import os

import pytest


@pytest.fixture(scope='session', autouse=True)
def log_to_file():
    worker = os.environ.get('PYTEST_XDIST_WORKER')
    suffix = f'_{worker}' if worker else ''
    handler = logging.FileHandler(f'wl_session_fixture{suffix}.txt', mode='w')
    handler.setFormatter(logging.Formatter('%(asctime)s - %(message)s'))
    logger = logging.getLogger()
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    handler.close()
