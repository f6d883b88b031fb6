def pytest_configure(config):
    config.wl_log = open("wl_opened.log", "w")


def pytest_unconfigure(config):
    config.wl_log.close()
