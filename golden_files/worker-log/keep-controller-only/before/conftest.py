import logging


def pytest_configure(config):
    if hasattr(config, "workerinput"):
        return
    logging.getLogger("wl").addHandler(logging.FileHandler("wl_controller.log"))


def pytest_sessionstart(session):
    if not hasattr(session.config, "workerinput"):
        session.config.wl_report = open("wl_session.log", "w")


def pytest_sessionfinish(session):
    if hasattr(session.config, "wl_report"):
        session.config.wl_report.close()
