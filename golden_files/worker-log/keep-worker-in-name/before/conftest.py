import logging
import os


def pytest_configure(config):
    worker_id = os.environ.get("PYTEST_XDIST_WORKER")
    if worker_id is not None:
        logging.basicConfig(filename=f"wl_kept_{worker_id}.log", level=logging.DEBUG)
