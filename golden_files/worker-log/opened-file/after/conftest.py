import os


def pytest_configure(config):
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    suffix = f"_{worker}" if worker else ""
    config.wl_log = open(f"wl_opened{suffix}.log", "w")


def pytest_unconfigure(config):
    config.wl_log.close()
