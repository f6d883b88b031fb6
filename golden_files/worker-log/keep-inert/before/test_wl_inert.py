import logging

import pytest

logging.basicConfig(filename="wl_inert.log", level=logging.DEBUG)


@pytest.fixture(scope="session", autouse=True)
def log():
    logging.basicConfig(filename="wl_inert_fixture.log")


def test_inert():
    logging.warning("lost")
