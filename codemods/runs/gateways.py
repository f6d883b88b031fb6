"""A pytest plugin that gives pytest-xdist the gateways of ``verify --tx``, and no others.

It runs inside the Python of the project, so it is one file of the standard library alone and works
from Python 3.8 and pytest 7 on. The environment variable ``XDISTIFY_TX`` holds a JSON list of
specifications as ``--tx`` takes them. What the project's own options say of ``-n`` and ``--tx``
would replace these or be added to them, and there is no option that takes it back.

A gateway with a folder of its own, as ssh and sockets have, gets the project beside what else is
sent there, and names its tests from that folder on; here they are called as everywhere.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_cmdline_main(config: Any) -> Iterator[None]:
    specs = os.environ.get("XDISTIFY_TX")
    if specs and not hasattr(config, "workerinput"):
        config.option.numprocesses = None
        config.option.tx = json.loads(specs)
        config.pluginmanager.register(Names(config.rootpath.name), "xdistify-names")
    yield


class Names:
    """Takes the name of the folder that was sent from the node ids of tests that ran there."""

    def __init__(self, folder: str) -> None:
        self._prefix = f"{folder}/"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: Any) -> None:
        node = getattr(report, "node", None)
        spec = getattr(getattr(node, "gateway", None), "spec", None)
        if spec is not None and spec.chdir and report.nodeid.startswith(self._prefix):
            report.nodeid = report.nodeid[len(self._prefix) :]
