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
                                                 it is set up, for this test first
    {"who": key, "phase": "collect|setup|call|teardown", "how": …, "what": path or port,
     "order": 17, "at": [path, line], "via": fixture, "found": true, "glob": …, "by": …,
     "private": true}
    {"left": node id, "env": {name: [path, line]}, "cwd": [path, line], "modules": [dotted, …]}
    {"env": name, "readers": [key, …]}           of a variable that some test left changed
    {"command": words, "who": key}               a child was started
    {"aware": key}                               it asks which worker it is on
    {"lost": sentence}                           from here on something is not seen

A key is a node id, ``fixture:…`` for a fixture wider than one test, ``collect:…`` or ``session``.
``how`` is read, write, append, update, mkdir, ensure, delete, rmdir, rmtree, change, list, probe,
sqlite, bind or connect; ``found`` says whether the thing was there before, ``by`` whether it was
seen by watching folders, ``watch``, or by watching one in which everybody writes, ``public``.
``private`` marks what no other process would come upon, such as pytest's temporary folders; it is
written from the second key on that touches it.

A plugin beside this one may append to `LISTENERS`: each is called with ``how`` and the path or port
in the thread that does it, before it is done.
"""

import os

from .hooks import Hooks
from .listeners import LISTENERS
from .process import wrap_process
from .recorder import Recorder

__all__ = ["LISTENERS", "pytest_configure"]


def pytest_configure(config):
    folder, root = os.environ.get("XDISTIFY_TRACE"), os.environ.get("XDISTIFY_ROOT")
    worker = getattr(config, "workerinput", {}).get("workerid", "")
    # The process that hands tests out runs none.
    hands_out = not worker and config.getoption("dist", "no") != "no" and config.getoption("tx")
    if not folder or not root or hands_out:
        return
    alone = not worker or os.environ.get("PYTEST_XDIST_WORKER_COUNT") == "1"
    desk = os.environ.get("XDISTIFY_DESK", folder)
    recorder = Recorder(folder, root, desk, worker, watch=alone)
    basetemp = getattr(config.option, "basetemp", None)
    if basetemp:
        recorder.folders.add_private(str(basetemp))
    config.pluginmanager.register(Hooks(recorder), "xdistify-probe")
    wrap_process(recorder)
