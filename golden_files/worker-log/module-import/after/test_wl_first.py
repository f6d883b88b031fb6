import logging
import os

log = logging.getLogger("wl.modules")
WORKER = os.environ.get("PYTEST_XDIST_WORKER")
SUFFIX = f"_{WORKER}" if WORKER else ""
log.addHandler(logging.FileHandler(f"wl_modules{SUFFIX}.log"))


def test_first():
    log.warning("first")
