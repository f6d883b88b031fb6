"""A pytest plugin that writes down what became of each test, one JSON object a line.

It runs inside the Python of the project, by ``-p``, so it is one file of the standard library
alone, works from Python 3.8 and pytest 7 on, and cannot import anything of this package. The file
to write to is named by the environment variable ``XDISTIFY_REPORT``. Lines:

    {"start": node id}                            the test begins
    {"id": node id, "worker": "gw0", "when": "setup|call|teardown|???", "outcome":
     "passed|failed|error|skipped|xfailed|xpassed|rerun", "message": "…", "seconds": 0.1}
    {"tests": 40}                                 so many were collected
    {"collect": node id, "message": "…"}          a module (or, under xdist, a worker) that
                                                  could not be collected
    {"exit": 0}                                   the session ended with this status

Only the process that was started writes, never an xdist worker nor a forked child.
"""

from __future__ import annotations

import builtins
import json
import os
from collections.abc import Callable
from typing import Any

import pytest

_LONGEST_MESSAGE = 500


def pytest_configure(config: Any) -> None:
    path = os.environ.get("XDISTIFY_REPORT")
    if path and not hasattr(config, "workerinput"):
        grouped = config.getoption("dist", "no") == "loadgroup"
        config.pluginmanager.register(Reporter(_line_writer(path), grouped), "xdistify-reporter")


class Reporter:
    """Hands lines to a function; ``grouped`` if xdist hands out tests by group."""

    def __init__(self, write: Callable[[dict[str, Any]], None], grouped: bool) -> None:
        self._write = write
        self._grouped = grouped

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._write({"start": self._plain(nodeid)})

    def pytest_runtest_logreport(self, report: Any) -> None:
        outcome = _outcome(report)
        self._write(
            {
                "id": self._plain(report.nodeid),
                "worker": _worker(report),
                "when": report.when,
                "outcome": outcome,
                "message": "" if outcome in ("passed", "xpassed") else _message(report),
                "seconds": getattr(report, "duration", 0.0),
            }
        )

    def pytest_collection_finish(self, session: Any) -> None:
        self._write({"tests": len(getattr(session, "items", ()))})

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Any) -> None:
        self._write({"tests": len(ids)})

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self._write({"collect": report.nodeid, "message": _message(report)})

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self._write({"exit": int(exitstatus)})

    def _plain(self, nodeid: str) -> str:
        """The node id without the group that xdist appends to it (before pytest 9.2)."""
        name_ends = max(nodeid.rfind("]"), nodeid.rfind("::"), 0)
        at = nodeid.find("@", name_ends) if self._grouped else -1
        return nodeid if at < 0 else nodeid[:at]


def _outcome(report: Any) -> str:
    if hasattr(report, "wasxfail"):
        if report.skipped:
            return "xfailed"
        if report.passed:
            return "xpassed"
    if report.failed and report.when in ("setup", "teardown"):
        return "error"
    return str(report.outcome)


def _worker(report: Any) -> str:
    # A report about a crashed worker knows the node and not the worker's id.
    node = getattr(report, "node", None)
    return str(node.gateway.id) if node is not None else ""


def _message(report: Any) -> str:
    longrepr = report.longrepr
    if isinstance(longrepr, tuple):
        text = str(longrepr[2])
    else:
        crash = getattr(longrepr, "reprcrash", None)
        text = crash.message if crash is not None else _telling_line(str(longrepr))
    lines = text.strip().splitlines()
    return lines[0][:_LONGEST_MESSAGE] if lines else ""


def _telling_line(text: str) -> str:
    """The last line that pytest marks as the error; else the first line."""
    marked = [line[2:] for line in text.splitlines() if line.startswith("E  ")]
    return marked[-1] if marked else text


def _line_writer(path: str) -> Callable[[dict[str, Any]], None]:
    """A function that appends one line to a file; what passed waits for the end of its test.

    Tests replace functions of the standard library, fake the whole file system (pyfakefs swaps the
    modules in every module's globals) and close file descriptors that are not theirs. So the
    functions are bound here, before any of that, and no descriptor is kept open.
    """
    dumps, open_file, getpid, owner = json.dumps, builtins.open, os.getpid, os.getpid()
    kept: list[bytes] = []

    def write(line: dict[str, Any]) -> None:
        if getpid() != owner:
            return
        kept.append(dumps(line).encode("ascii") + b"\n")
        if line.get("when") in ("setup", "call") and line["outcome"] == "passed":
            return
        lines = b"".join(kept)
        kept.clear()
        try:
            with open_file(path, "ab", buffering=0) as file:
                file.write(lines)
        except OSError:
            # A line that is lost costs less than a suite that is stopped by its observer (a test
            # may have lowered the limit of open files).
            pass

    return write
