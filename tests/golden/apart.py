"""A pytest plugin that runs each test in a process of its own, and the last test first.

So each test has to get along without what others have made before it. Handed over with ``-p``.
"""

import os
import sys

import pytest
from _pytest.runner import runtestprotocol

_FAILED = 97


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.reverse()


def pytest_runtest_protocol(item):
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    child = os.fork()
    if not child:
        reports = runtestprotocol(item, log=False, nextitem=None)
        failed = [report for report in reports if report.failed]
        for report in failed:
            sys.stderr.write(f"{report.nodeid} ({report.when})\n{report.longreprtext}\n")
        sys.stderr.flush()
        os._exit(_FAILED if failed else 0)
    if os.waitpid(child, 0)[1]:
        item.session.testsfailed += 1
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if session.testsfailed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    elif session.testscollected:
        session.exitstatus = pytest.ExitCode.OK
