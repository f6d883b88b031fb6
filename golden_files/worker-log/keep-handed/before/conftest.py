import logging

import pytest


@pytest.fixture(scope="session")
def audit_log():
    name = "wl_audit.log"
    handler = logging.FileHandler(name, mode="w")
    logging.getLogger("handed").addHandler(handler)
    yield name
    handler.close()
