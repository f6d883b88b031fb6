import logging
import os


def pytest_configure(config):
    name = os.environ.get("WL_LOG")
    if name:
        logging.getLogger("wl").addHandler(logging.FileHandler(name))
