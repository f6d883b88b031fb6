import os


def pytest_configure(config):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    config.option.log_file = f"wl_option_{worker}.log"
