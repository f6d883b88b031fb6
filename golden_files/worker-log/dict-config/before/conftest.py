import logging.config

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "file": {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": "wl_dict_config.log",
            "maxBytes": 1 << 20,
        },
    },
    "root": {"handlers": ["file"], "level": "DEBUG"},
}


def pytest_sessionstart(session):
    logging.config.dictConfig(LOGGING)
