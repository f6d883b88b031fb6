"""A pytest plugin that lists folders in another order in every process, and says what it collects.

It is the oracle of the golden cases of ``stable-params``. Handed over with ``-p``; works from
Python 3.8 on. ``XDISTIFY_ORDER`` seeds the order, else the process id does.
"""

import glob
import json
import os
import random

_order = random.Random(os.environ.get("XDISTIFY_ORDER") or os.getpid())
_listdir, _scandir = os.listdir, os.scandir


def _shuffled(found):
    found = sorted(found, key=str)
    _order.shuffle(found)
    return found


class _Entries:
    def __init__(self, path):
        with _scandir(path) as entries:
            self._found = iter(_order.sample(found, len(found)) if (found := list(entries)) else ())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def __iter__(self):
        return self._found

    def __next__(self):
        return next(self._found)

    def close(self):
        pass


def listdir(path="."):
    return _shuffled(_listdir(path))


def scandir(path="."):
    return _Entries(path)


os.listdir, os.scandir = listdir, scandir
for _name in ("_Globber", "_StringGlobber"):
    if hasattr(getattr(glob, _name, None), "scandir"):
        getattr(glob, _name).scandir = staticmethod(scandir)


def pytest_collection_finish(session):
    """Write what was collected: a pair of id and values for each test, in order."""
    target = os.environ.get("XDISTIFY_COLLECTED")
    if not target:
        return
    found = []
    for item in session.items:
        values = getattr(getattr(item, "callspec", None), "params", {})
        spelled = {name: _spelled(value) for name, value in values.items()}
        found.append((item.nodeid, spelled))
    with open(target, "w", encoding="utf-8") as file:
        json.dump(found, file)


def _spelled(value):
    if isinstance(value, tuple):
        return "({})".format(", ".join(_spelled(one) for one in value))
    if isinstance(value, (str, bytes, int, float)) or value is None:
        return repr(value)
    return "{}:{}".format(
        type(value).__name__, getattr(value, "name", getattr(value, "__name__", ""))
    )
