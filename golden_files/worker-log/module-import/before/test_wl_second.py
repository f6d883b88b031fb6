import logging
import os

LOGGER = logging.getLogger("wl.modules")
LOGGER.addHandler(logging.FileHandler("wl_modules.log"))


def test_second():
    LOGGER.warning("second in %s", os.sep)
