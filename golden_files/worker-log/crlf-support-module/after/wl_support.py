import logging.handlers
import os

worker = "the name is taken"
WORKER = worker
XDIST_WORKER = os.environ.get("PYTEST_XDIST_WORKER")
SUFFIX = f"_{XDIST_WORKER}" if XDIST_WORKER else ""
handler = logging.handlers.WatchedFileHandler(f'wl_support{SUFFIX}.log')
