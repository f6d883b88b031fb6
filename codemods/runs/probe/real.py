"""The functions that the probe uses, out of reach of tests that replace or fake them.

pyfakefs, for one, looks through the globals of all modules; mocks replace attributes of modules.
"""

from __future__ import annotations

import builtins
import json
import os
import sys
import threading
import time
from typing import Any


class Real:
    """Bound once; the members are functions of the standard library."""

    close = staticmethod(os.close)
    dumps = staticmethod(json.dumps)
    fsdecode: Any = staticmethod(os.fsdecode)
    fsencode = staticmethod(os.fsencode)
    fspath = staticmethod(os.fspath)
    getcwd = staticmethod(os.getcwd)
    getpid = staticmethod(os.getpid)
    ident = staticmethod(threading.get_ident)
    isabs = staticmethod(os.path.isabs)
    join: Any = staticmethod(os.path.join)
    listdir: Any = staticmethod(os.listdir)
    lstat = staticmethod(os.lstat)
    now = staticmethod(time.monotonic_ns)
    normpath: Any = staticmethod(os.path.normpath)
    open: Any = staticmethod(builtins.open)
    os_read = staticmethod(os.read)
    readlink = staticmethod(os.readlink)
    realpath: Any = staticmethod(os.path.realpath)
    scandir: Any = staticmethod(os.scandir)
    split: Any = staticmethod(os.path.split)
    frame = staticmethod(sys._getframe)
    environ: Any = os.environ
    main_thread = threading.main_thread().ident
    sep = os.sep


def cwd() -> str:
    """The current folder; empty if it was removed."""
    try:
        return Real.getcwd()
    except OSError:
        return ""
