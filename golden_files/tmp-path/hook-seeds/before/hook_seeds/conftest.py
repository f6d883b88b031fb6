import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    prepare(os.path.dirname(item.nodeid))


def prepare(folder):
    if folder.endswith("hook_seeds"):
        with open("hook_seeds.ini", "w") as out:
            out.write("[base]")


def pytest_runtest_teardown(item):
    if os.path.exists("hook_seeds.ini"):
        os.remove("hook_seeds.ini")
