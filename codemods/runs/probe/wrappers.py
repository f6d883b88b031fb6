"""What raises no audit event: looking at a path, and reading the environment."""

from __future__ import annotations

import functools
import os
import pathlib
import sys
import types
from typing import Any

from .callers import is_looking
from .listeners import LISTENERS, tell
from .real import Real
from .recorder import Recorder

_WORKER = "PYTEST_XDIST_WORKER"
_GLOB_IS_AUDITED = sys.version_info >= (3, 9)


def wrap_functions(recorder: Recorder) -> None:
    """Have functions of `os` tell the recorder what they do, for as long as the process lives."""
    for name in ("stat", "lstat", "access"):
        _replace(name, Look(recorder, getattr(os, name)))
    _wrap_environ(recorder)
    if not _GLOB_IS_AUDITED:
        for name in ("glob", "rglob"):
            _announce(name)


class Look:
    """A function of `os` that says who looks at a path.

    To everybody else it is that function. It does not become a method where it stands in a class,
    it is pickled by its name, and pyfakefs takes it for what it has to replace.
    """

    def __init__(self, recorder: Recorder, original: Any) -> None:
        functools.update_wrapper(self, original)
        self.__module__ = "os"
        self._recorder = recorder
        self._original = original

    def __call__(self, *args: Any, **options: Any) -> Any:
        recorder, original = self._recorder, self._original
        path = args[0] if args else options.get("path")
        if recorder.off or type(path) is int or recorder.busy.is_mine:
            return original(*args, **options)
        frame = Real.frame(1)
        full = None
        try:
            if is_looking(frame):
                descriptor = options.get("dir_fd")
                full = recorder.folders.absolute(path, -1 if descriptor is None else descriptor)
            if full is not None and LISTENERS:
                tell("probe", full)
        except RecursionError:
            raise
        except Exception as error:
            full = None
            recorder.lose(error)
        if full is None:
            return original(*args, **options)
        found = False
        try:
            result = original(*args, **options)
            found = bool(result)
            return result
        finally:
            _note(recorder, full, frame, found)

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return types.BuiltinFunctionType

    def __reduce_ex__(self, protocol: Any) -> str:
        return str(self._original.__name__)

    def __repr__(self) -> str:
        return repr(self._original)

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "_original"), name)


def _note(recorder: Recorder, full: str, frame: Any, found: bool) -> None:
    if not recorder.off:
        try:
            recorder.note("probe", full, frame, found, heard=True)
        except RecursionError:
            raise
        except Exception as error:
            recorder.lose(error)


def _replace(name: str, look: Look) -> None:
    original = getattr(os, name)
    # The standard library asks these sets what a function can do.
    able: Any
    for able in (
        os.supports_dir_fd,
        os.supports_effective_ids,
        os.supports_fd,
        os.supports_follow_symlinks,
    ):
        if original in able:
            able.add(look)
    setattr(os, name, look)
    # Before Python 3.11 pathlib holds references of its own.
    accessor = getattr(pathlib, "_NormalAccessor", None)
    if accessor is not None and hasattr(accessor, name):
        setattr(accessor, name, look)


def _announce(name: str) -> None:
    """Raise the audit event that a method of `Path` raises from Python 3.9 on."""
    original = getattr(pathlib.Path, name)

    @functools.wraps(original)
    def list_matching(self: Any, pattern: Any) -> Any:
        sys.audit(f"pathlib.Path.{name}", self, pattern)
        return original(self, pattern)

    setattr(pathlib.Path, name, list_matching)


def _wrap_environ(recorder: Recorder) -> None:
    mapping: Any = type(os.environ)
    original = mapping.__getitem__

    @functools.wraps(original)
    def getitem(self: Any, key: Any) -> Any:
        if not recorder.off and isinstance(key, str):
            try:
                recorder.state.did_read_env(key, recorder.who)
                if key == _WORKER and recorder.folders.place(Real.frame(1)):
                    recorder.write({"aware": recorder.who})
            except RecursionError:
                raise
            except Exception as error:
                recorder.lose(error)
        return original(self, key)

    mapping.__getitem__ = getitem
