import os


def pytest_configure(config):
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "work"))
