# nothing yet

import os


def pytest_configure(config):
    """Give each worker of pytest-xdist a log file of its own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and config.pluginmanager.hasplugin("logging"):
        log_file = config.option.log_file or config.getini("log_file")
        if log_file != os.devnull:
            root, ext = os.path.splitext(log_file)
            config.option.log_file = f"{root}_{worker}{ext}"
