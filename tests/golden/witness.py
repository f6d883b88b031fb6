"""A pytest plugin that notes which test changes which file outside pytest's own folders.

It is the oracle of the golden cases: a test that changes a fixed path meets itself on another
worker, and one that changes none cannot. Handed over with ``-p``; works from Python 3.8 on.
"""

import json
import os
import sys
import tempfile

import pytest

_CHANGES = {
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.mkdir": (0,),
    "os.rename": (0, 1),
    "os.truncate": (0,),
    "os.symlink": (1,),
    "os.link": (1,),
    "shutil.rmtree": (0,),
    "sqlite3.connect": (0,),
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_seen = {}
_state = {"test": None, "own": ()}


def _note(path):
    if isinstance(path, int) or path in (None, ":memory:"):
        return
    try:
        full = os.path.abspath(os.fsdecode(path))
    except (TypeError, ValueError):
        return
    name = os.path.basename(full)
    if full.startswith(_state["own"]) or "__pycache__" in full or name == os.devnull[5:]:
        return
    _seen.setdefault(full, {})[_state["test"]] = None


def _hook(event, args):
    if event == "os.mkdir" and "/tempfile.py" in sys._getframe(1).f_code.co_filename:
        _state["own"] += (os.path.abspath(os.fsdecode(args[0])),)
    if _state["test"] is None:
        return
    if event == "open" and isinstance(args[2], int):
        by_tempfile = "/tempfile.py" in sys._getframe(1).f_code.co_filename
        if args[2] & _WRITING and not by_tempfile:
            _note(args[0])
    elif event in _CHANGES:
        if event in ("os.remove", "os.rmdir", "os.mkdir") and args[-1] not in (-1, None):
            return
        for index in _CHANGES[event]:
            _note(args[index])


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    base = str(config._tmp_path_factory.getbasetemp())
    _state["own"] = (base, os.path.realpath(base), os.path.join(tempfile.gettempdir(), "pytest-of"))
    sys.addaudithook(_hook)


def pytest_runtest_protocol(item):
    _state["test"] = item.nodeid


def pytest_runtest_logfinish(nodeid):
    _state["test"] = None


def pytest_unconfigure(config):
    target = os.environ.get("XDISTIFY_WITNESS")
    if target:
        with open(target, "w", encoding="utf-8") as file:
            json.dump({path: sorted(tests) for path, tests in _seen.items()}, file)
