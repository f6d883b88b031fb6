"""The globals of the project's modules: what is bound anew, and what grows or shrinks.

They are compared after every test, so all of it is done by what C does at once: the identities of
the values, the lengths of the containers.
"""

from __future__ import annotations

import sys
from typing import Any

from .folders import Folders

_CONTAINERS = (list, dict, set, bytearray)
_OF_PYTEST = ("__", "@")
# `id` raises an audit event each time, which costs more than what it says.
_identity = object.__hash__


class Namespaces:
    """Knows the globals as they were when they were last taken.

    Of the modules of tests only that of the test at work is looked at.
    """

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._loaded = 0
        self._known: dict[str, Namespace] = {}
        self._watched: list[str] = []
        self._of_tests: dict[str, str] = {}
        self._at_work = ""

    def meet(self, file: str) -> None:
        """Take the globals of modules that were loaded since; a test of this file is at work."""
        if len(sys.modules) != self._loaded:
            self._loaded = len(sys.modules)
            for name, module in list(sys.modules.items()):
                self._meet(name, module)
        if file != self._at_work:
            self._at_work = file
            own = self._of_tests.get(file)
            if own is not None:
                self._known[own] = Namespace(self._known[own].values)

    def _meet(self, name: str, module: Any) -> None:
        file = getattr(module, "__file__", None)
        if name in self._known or not isinstance(file, str) or not self._folders.is_project(file):
            return
        self._known[name] = Namespace(vars(module))
        if self._folders.is_test_file(file):
            self._of_tests[file] = name
        else:
            self._watched.append(name)

    def take(self) -> set[tuple[str, str]]:
        """Module and name of what is not as it was, which from now on is as it is."""
        changed: set[tuple[str, str]] = set()
        own = self._of_tests.get(self._at_work)
        for module in (*self._watched, own) if own else tuple(self._watched):
            space = self._known[module]
            if space.is_other():
                changed.update((module, name) for name in space.changed())
                self._known[module] = Namespace(space.values)
        self.meet(self._at_work)
        return changed

    def mark(self, module: str, name: str) -> tuple[int, int]:
        """What tells a value of a global from another one."""
        value: Any = self._known[module].values.get(name)
        return _identity(value), len(value) if type(value) in _CONTAINERS else 0


class Namespace:
    """The globals of one module at one time."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self._names = tuple(values)
        self._ids = tuple(map(_identity, values.values()))
        self._held = {
            name: value
            for name, value in list(values.items())
            if type(value) in _CONTAINERS and not name.startswith(_OF_PYTEST)
        }
        self._lengths = tuple(map(len, self._held.values()))

    def is_other(self) -> bool:
        """Whether anything is not as it was."""
        return (
            tuple(map(_identity, self.values.values())) != self._ids
            or tuple(map(len, self._held.values())) != self._lengths
        )

    def changed(self) -> set[str]:
        """The names of what was there and is not as it was."""
        before = dict(zip(self._names, self._ids))  # noqa: B905 - no such option before 3.10
        changed = {
            name
            for name, value in list(self.values.items())
            if name in before
            and before[name] != _identity(value)
            and not name.startswith(_OF_PYTEST)
        }
        lengths = dict(zip(self._held, self._lengths))  # noqa: B905
        return changed | {name for name, held in self._held.items() if len(held) != lengths[name]}
