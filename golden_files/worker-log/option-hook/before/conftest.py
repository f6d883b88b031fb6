import sys


def pytest_configure(config):
    """Say what is marked."""
    config.addinivalue_line("markers", f"slow: not on {sys.platform}")
