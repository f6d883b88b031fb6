"""What the standard library does on its own account, by the frames of its code.

Its files would not tell: from Python 3.11 on some of it is frozen, so modules go by their names.
"""

from __future__ import annotations

from typing import Any

# Modules that look at files, or make up names, on their own account and not for a test.
OWN_ACCOUNT = frozenset(
    {
        *("tempfile", "glob", "linecache", "inspect", "tokenize", "zipimport"),
        # These look for packages and plugins in every folder that is imported from.
        *("pkgutil", "importlib.metadata", "importlib_metadata", "pkg_resources"),
    }
)
_IMPORTING = ("importlib._bootstrap", "_frozen_importlib")
_LOCKS = ("filelock", "portalocker", "fasteners", "zc.lockfile")
_TMP_PATH = ("_pytest.pathlib", "_pytest.tmpdir")
_LOOKING_AROUND = (*_LOCKS, *_TMP_PATH, "_pytest.config", "_pytest.nodes")
_PATHS = frozenset({"genericpath", "posixpath", "ntpath", "os"})
# Functions that look at more than they were asked for: at each folder on the way to a path, or at
# what they make or list, which is an event of its own.
_WALKS = frozenset(
    {
        *("makedirs", "mkdir", "walk", "_walk", "fwalk", "_fwalk"),
        *("realpath", "_joinrealpath", "_resolve", "resolve"),
        *("select_from", "_select_from", "_iterate_directories", "glob", "rglob"),
    }
)
_LISTS = frozenset({"iterdir", "walk"})


def module_of(frame: Any) -> str:
    """The name of the module whose code it is."""
    return frame.f_globals.get("__name__") or ""


def is_of_paths(frame: Any) -> bool:
    """Whether it is `os`, `os.path` or `pathlib`, which look at paths for others."""
    module = module_of(frame)
    return module in _PATHS or _is_pathlib(module)


def is_importing(frame: Any) -> bool:
    """Whether it is the import system."""
    return module_of(frame).startswith(_IMPORTING)


def is_of_tmp_path(frame: Any) -> bool:
    """Whether pytest makes or removes temporary folders of its own."""
    return _asker(frame).startswith(_TMP_PATH)


def is_locking(frame: Any) -> bool:
    """Whether it is a library of locks, whose files are there to be met on."""
    return _asker(frame).startswith(_LOCKS)


def _asker(frame: Any) -> str:
    """The module that does it, by way of a function of `os` or `pathlib` or by itself."""
    asks = is_of_paths(frame) and frame.f_back is not None
    return module_of(frame.f_back if asks else frame)


def in_rmtree(frame: Any) -> bool:
    """Whether it is at work below a folder whose removal is an event of its own."""
    return "rmtree" in frame.f_code.co_name and module_of(frame) == "shutil"


def is_looking(frame: Any) -> bool:
    """Whether somebody asks for what this code is about to look at."""
    while frame is not None:
        module = module_of(frame)
        if module in OWN_ACCOUNT or module.startswith(_IMPORTING) or in_rmtree(frame):
            return False
        if module not in _PATHS and not _is_pathlib(module):
            return not module.startswith(_LOOKING_AROUND)
        if frame.f_code.co_name in _WALKS:
            return False
        frame = frame.f_back
    return True


def is_listing(frame: Any) -> bool:
    """Whether somebody asks for the whole folder that this code is about to list."""
    module = module_of(frame)
    if module in OWN_ACCOUNT or in_rmtree(frame):
        return False
    if not _is_pathlib(module):
        return True
    if frame.f_code.co_name == "_scandir":
        frame = frame.f_back
    if frame.f_code.co_name not in _LISTS:
        return False
    caller = frame.f_back
    is_glob = caller is not None and _is_pathlib(module_of(caller))
    return not (is_glob and caller.f_code.co_name in _WALKS)


def _is_pathlib(module: str) -> bool:
    return module == "pathlib" or module.startswith("pathlib.")
