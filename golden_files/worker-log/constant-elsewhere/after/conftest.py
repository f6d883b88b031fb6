import logging

from wl_settings_support import TEST_LOG


def pytest_configure(config):
    logging.getLogger("elsewhere").addHandler(logging.FileHandler(filename=TEST_LOG, mode="w"))
