"""A pytest plugin that notes which worker of pytest-xdist ran which test.

Handed over with ``-p``. Only the controller of a run knows the workers of all its tests.
"""

import json
import os

_seen = {}


def pytest_runtest_logreport(report):
    node = getattr(report, "node", None)
    if node is not None and report.when == "call":
        test, _, _ = report.nodeid.partition("@")
        _seen[test] = node.gateway.id


def pytest_unconfigure(config):
    if "PYTEST_XDIST_WORKER" not in os.environ:
        with open(os.environ["XDISTIFY_WORKERS"], "w", encoding="utf-8") as file:
            json.dump(_seen, file)
