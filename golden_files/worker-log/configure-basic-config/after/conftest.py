"""Fixtures of the whole suite."""

import logging
import os

import pytest


def pytest_configure(config):
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    suffix = f"_{worker}" if worker else ""
    # everything, for the artifacts of the build
    logging.basicConfig(
        level=logging.DEBUG,
        filename=f"wl_configure{suffix}.log",
        filemode="w",
        format="%(asctime)s - %(message)s",
    )


@pytest.fixture
def number():
    return 1
