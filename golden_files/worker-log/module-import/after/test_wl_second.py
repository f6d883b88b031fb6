import logging
import os

LOGGER = logging.getLogger("wl.modules")
WORKER = os.environ.get("PYTEST_XDIST_WORKER")
SUFFIX = f"_{WORKER}" if WORKER else ""
LOGGER.addHandler(logging.FileHandler(f"wl_modules{SUFFIX}.log"))


def test_second():
    LOGGER.warning("second in %s", os.sep)
