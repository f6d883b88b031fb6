"""What a test leaves behind in its own process: environment, current folder, globals of modules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from .folders import Folders
from .real import Real, cwd

_CONTAINERS = (list, dict, set, bytearray)
_OF_PYTEST = ("__", "@")


class State:
    """Compares the process before and after each test.

    What fixtures wider than a test change is theirs, and not left behind by a test.
    """

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._env: dict[str, tuple[Any, tuple[str, int] | None]] = {}
        self._cwd: tuple[str, tuple[str, int] | None] | None = None
        self._left: set[str] = set()
        self._readers: dict[str, dict[str, None]] = {}
        self._loaded = 0
        self._spaces: dict[str, dict[str, Any]] = {}
        self._globals: dict[str, tuple[tuple[int, ...], list[tuple[str, Any, int]]]] = {}
        self._held: dict[str, tuple[str, str, tuple[int, int]]] = {}

    def begin(self) -> None:
        """A test begins."""
        self._env.clear()
        self._held.clear()
        self._cwd = None
        self.settle()

    def will_set_env(self, name: str, at: tuple[str, int] | None) -> None:
        """A test is about to change a variable of the environment."""
        if name != "PYTEST_CURRENT_TEST" and name not in self._env:
            self._env[name] = (_variable(name), at)

    def will_chdir(self, at: tuple[str, int] | None) -> None:
        """A test is about to change the current folder."""
        if self._cwd is None:
            self._cwd = (cwd(), at)

    def take_over(self, name: str | None = None) -> None:
        """A wide fixture changes a variable, or the current folder."""
        if name is None:
            self._cwd = None
        else:
            self._env.pop(name, None)

    def did_read_env(self, name: str, who: str) -> None:
        """Somebody reads a variable."""
        self._readers.setdefault(name, {})[who] = None

    def settle(self) -> None:
        """Take the globals of the project's modules as they are now."""
        if len(sys.modules) != self._loaded:
            self._loaded = len(sys.modules)
            for name, module in list(sys.modules.items()):
                file = getattr(module, "__file__", None)
                if name in self._spaces or not isinstance(file, str):
                    continue
                if self._folders.is_project(file):
                    self._spaces[name] = vars(module)
        for name, space in self._spaces.items():
            known = self._globals.get(name)
            ids = tuple(map(id, space.values()))
            if known is None or known[0] != ids or any(len(held) != n for _, held, n in known[1]):
                self._globals[name] = (ids, _containers(space))

    def hold(self) -> None:
        """A fixture wider than a test is at work: what was changed until now is the test's."""
        for name, key in self._changed_globals():
            self._held[f"{name}.{key}"] = name, key, _mark(self._spaces[name].get(key))

    def left(self) -> dict[str, Any]:
        """What is not as it was when the test began: environment, folder, globals."""
        found: dict[str, Any] = {}
        env = {name: at for name, (old, at) in self._env.items() if _variable(name) != old}
        if env:
            found["env"] = env
            self._left.update(env)
        if self._cwd is not None and self._cwd[0] != cwd():
            found["cwd"] = self._cwd[1]
        modules = {f"{name}.{key}" for name, key in self._changed_globals()}
        for dotted, (name, key, mark) in self._held.items():
            if _mark(self._spaces[name].get(key)) == mark:
                modules.add(dotted)
        if modules:
            found["modules"] = sorted(modules)
        return found

    def readers(self) -> Iterator[dict[str, Any]]:
        """One line for each variable that was left changed."""
        for name in sorted(self._left):
            yield {"env": name, "readers": list(self._readers.get(name, ()))}

    def _changed_globals(self) -> set[tuple[str, str]]:
        found = set()
        for name, (ids, containers) in self._globals.items():
            space = self._spaces[name]
            if len(space) == len(ids) and tuple(map(id, space.values())) != ids:
                for index, (key, value) in enumerate(list(space.items())):
                    if id(value) != ids[index] and not key.startswith(_OF_PYTEST):
                        found.add((name, key))
            found.update((name, key) for key, held, n in containers if len(held) != n)
        return found


def _variable(name: str) -> Any:
    data = Real.environ._data
    return data.get(Real.environ.encodekey(name))


def _mark(value: Any) -> tuple[int, int]:
    return id(value), len(value) if type(value) in _CONTAINERS else 0


def _containers(space: dict[str, Any]) -> list[tuple[str, Any, int]]:
    return [
        (name, value, len(value))
        for name, value in list(space.items())
        if type(value) in _CONTAINERS and not name.startswith(_OF_PYTEST)
    ]
