"""The functions that the probe uses, out of reach of tests that replace or fake them.

pyfakefs, for one, looks through the globals of all modules; mocks replace attributes of modules.
"""

import builtins
import json
import os
import sys
import threading


class Real:
    """Bound once; the members are functions of the standard library."""

    close = staticmethod(os.close)
    dumps = staticmethod(json.dumps)
    fsdecode = staticmethod(os.fsdecode)
    fsencode = staticmethod(os.fsencode)
    fspath = staticmethod(os.fspath)
    getcwd = staticmethod(os.getcwd)
    getpid = staticmethod(os.getpid)
    ident = staticmethod(threading.get_ident)
    isabs = staticmethod(os.path.isabs)
    join = staticmethod(os.path.join)
    listdir = staticmethod(os.listdir)
    lstat = staticmethod(os.lstat)
    normpath = staticmethod(os.path.normpath)
    open = staticmethod(builtins.open)
    os_read = staticmethod(os.read)
    readlink = staticmethod(os.readlink)
    realpath = staticmethod(os.path.realpath)
    scandir = staticmethod(os.scandir)
    split = staticmethod(os.path.split)
    frame = staticmethod(sys._getframe)
    environ = os.environ
    main_thread = threading.main_thread().ident
    sep = os.sep


def cwd():
    """The current folder; empty if it was removed."""
    try:
        return Real.getcwd()
    except OSError:
        return ""
