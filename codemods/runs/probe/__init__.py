"""A pytest plugin that writes down who touches which file, folder, port or name, and how.

It runs inside the Python of the project: handed over as one zip file, loaded by ``-p``, so it uses
the standard library alone, works from Python 3.8 and pytest 7 on, and cannot import anything of
the package around it. ``XDISTIFY_TRACE`` names the folder in which each process (the serial one,
an xdist worker, a forked child) writes a file of its own, ``XDISTIFY_ROOT`` the tree in which the
suite runs, ``XDISTIFY_DESK`` a folder that is none of the suite's, and ``XDISTIFY_WATCH`` may be
``inotify``, ``snapshot`` or ``off``. One JSON object a line:

    {"process": pid, "worker": "gw0", "watch": "inotify|snapshot|off", "root": …,
     "temporary": …, "home": …}
    {"test": node id, "path": …, "line": 7, "fixtures": [key, …], "group": "…"}     it begins
    {"fixture": key, "name": …, "scope": "session", "path": …, "line": 3, "first": node id}
                                                 it is set up, for this test first; again for
                                                 each test that asks for it while it runs
    {"who": key, "phase": "collect|setup|call|teardown", "how": …, "what": path or port,
     "order": 17, "at": [path, line], "via": fixture, "found": true, "glob": …, "by": …,
     "as": path with its links, "in": [path, line], "private": true, "locked": true}
    {"left": node id, "env": {name: [path, line]}, "cwd": [path, line], "modules": [dotted, …]}
    {"env": name, "readers": [key, …]}           of a variable that some test left changed
    {"command": words, "who": key}               a child was started
    {"aware": key}                               it asks which worker it is on
    {"lost": sentence}                           from here on something is not seen

A key is a node id, ``fixture:…`` for a fixture wider than one test, ``collect:…`` or ``session``.
``how`` is read, write, append, update, mkdir, ensure, delete, rmdir, rmtree, change, list, probe,
sqlite, bind or connect; ``found`` says whether the thing was there before, ``by`` whether it was
seen by watching folders, ``watch``, or by watching one in which everybody writes, ``public``.
``order`` is a time, in nanoseconds of a clock that all processes share. ``private`` marks what no
other process would come upon, such as pytest's temporary folders; it is written from the second key
on that touches it. ``locked`` says that a file lock is held. ``at`` is the nearest line in a test
file or conftest; ``in``, of a ``probe``, the line that asks, where that is another one.

A plugin beside this one may append to `LISTENERS`: each is called with ``how`` and the path or port
in the thread that does it, before it is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from .hooks import Hooks
from .listeners import LISTENERS
from .process import wrap_process
from .recorder import Recorder

__all__ = ["LISTENERS", "pytest_configure", "pytest_load_initial_conftests"]

_RECORDER = pytest.StashKey[Recorder]()


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: Any) -> Iterator[None]:
    """Begin before the first code of the project is imported."""
    recorder = _begin(early_config)
    if recorder is not None:
        recorder.enter("collect:", "collect")
    yield
    if recorder is not None:
        recorder.leave()


def pytest_configure(config: Any) -> None:
    """Go on in a process that runs tests, and be silent in one that only hands them out."""
    recorder = config.stash.get(_RECORDER, None) or _begin(config)
    if recorder is None:
        return
    worker = getattr(config, "workerinput", {}).get("workerid", "")
    if not worker and config.getoption("dist", "no") != "no" and config.getoption("tx"):
        recorder.off = True
        return
    alone = not worker or os.environ.get("PYTEST_XDIST_WORKER_COUNT") == "1"
    recorder.start(os.environ["XDISTIFY_TRACE"], worker, watch=alone)
    basetemp = getattr(config.option, "basetemp", None)
    if basetemp:
        recorder.folders.add_private(str(basetemp))
    config.pluginmanager.register(Hooks(recorder), "xdistify-probe")


def _begin(config: Any) -> Recorder | None:
    folder, root = os.environ.get("XDISTIFY_TRACE"), os.environ.get("XDISTIFY_ROOT")
    if not folder or not root:
        return None
    recorder = Recorder(root, os.environ.get("XDISTIFY_DESK", folder))
    config.stash[_RECORDER] = recorder
    wrap_process(recorder)
    return recorder
