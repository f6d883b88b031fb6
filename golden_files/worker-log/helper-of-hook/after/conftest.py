import logging
import logging.handlers
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def set_up_logging():
    """One log for the whole run."""
    folder = os.path.join(HERE, "logs")
    os.makedirs(folder, exist_ok=True)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    suffix = f"_{worker}" if worker else ""
    path = os.path.join(folder, f"wl_helper{suffix}.log")
    handler = logging.handlers.TimedRotatingFileHandler(path, when="midnight")
    logging.getLogger().addHandler(handler)


def pytest_configure():
    set_up_logging()
