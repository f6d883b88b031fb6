import logging.config
import os

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
SUFFIX = f"_{WORKER}" if WORKER else ""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "file": {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": f"wl_dict_config{SUFFIX}.log",
            "maxBytes": 1 << 20,
        },
    },
    "root": {"handlers": ["file"], "level": "DEBUG"},
}


def pytest_sessionstart(session):
    logging.config.dictConfig(LOGGING)
