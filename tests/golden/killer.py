"""A pytest plugin that kills a worker in the middle of a test, once for each case of a run.

It happens between the call and the teardown of the second test that starts in the folder of a case,
so what fixtures have made stays where it is. Handed over with ``-p``.
"""

import os
import signal
from pathlib import Path

import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    case = _case(item)
    tests = sum(_case(other) == case for other in item.session.items)
    number = _starts(case)
    yield
    if number == min(tests, 2) and "PYTEST_XDIST_WORKER" in os.environ:
        os.kill(os.getpid(), signal.SIGKILL)


def _case(item):
    """The folder of the case, or the suite where it runs alone."""
    folder = item.nodeid.partition("/")[0]
    return folder if folder.startswith("worker_id_") else "suite"


def _starts(case):
    """How many tests of the case have started by now, in all workers."""
    number = 1
    while True:
        try:
            Path(os.environ["XDISTIFY_KILLS"], f"{case}-{number}").touch(exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return number
