"""Fixtures of the whole suite."""

import logging

import pytest


def pytest_configure(config):
    # everything, for the artifacts of the build
    logging.basicConfig(
        level=logging.DEBUG,
        filename="wl_configure.log",
        filemode="w",
        format="%(asctime)s - %(message)s",
    )


@pytest.fixture
def number():
    return 1
