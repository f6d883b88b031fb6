import os


def pytest_configure(config):
    os.makedirs("/tmp/folder-ready-made/out", exist_ok=True)
