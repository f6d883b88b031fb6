"""What a test leaves behind in its own process: environment, current folder, globals of modules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .folders import Folders
from .namespaces import Namespaces
from .real import Real, cwd


class State:
    """Compares the process before and after each test.

    What fixtures wider than a test change is theirs, and not left behind by a test.
    """

    def __init__(self, folders: Folders) -> None:
        self._namespaces = Namespaces(folders)
        self._env: dict[str, tuple[Any, tuple[str, int] | None]] = {}
        self._cwd: tuple[str, tuple[str, int] | None] | None = None
        self._left: set[str] = set()
        self._readers: dict[str, dict[str, None]] = {}
        self._held: dict[str, tuple[str, str, tuple[int, int]]] = {}

    def begin(self, file: str) -> None:
        """A test of this file begins."""
        self._env.clear()
        self._held.clear()
        self._cwd = None
        self._namespaces.meet(file)

    def knows_env(self, name: str) -> bool:
        """Whether the test has changed this variable before."""
        return name in self._env

    def will_set_env(self, name: str, at: tuple[str, int] | None) -> None:
        """A test is about to change a variable of the environment for the first time."""
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
        readers = self._readers.get(name)
        if readers is None:
            self._readers[name] = {who: None}
        elif who not in readers:
            readers[who] = None

    def settle(self) -> None:
        """A fixture wider than a test was at work: what it changed is not the test's."""
        self._namespaces.take()

    def hold(self) -> None:
        """Such a fixture is about to be: what was changed until now is the test's."""
        for module, name in self._namespaces.take():
            self._held[f"{module}.{name}"] = module, name, self._namespaces.mark(module, name)

    def left(self) -> dict[str, Any]:
        """What is not as it was when the test began: environment, folder, globals."""
        found: dict[str, Any] = {}
        env = {name: at for name, (old, at) in self._env.items() if _variable(name) != old}
        if env:
            found["env"] = env
            self._left.update(env)
        if self._cwd is not None and self._cwd[0] != cwd():
            found["cwd"] = self._cwd[1]
        modules = {f"{module}.{name}" for module, name in self._namespaces.take()}
        for dotted, (module, name, mark) in self._held.items():
            if self._namespaces.mark(module, name) == mark:
                modules.add(dotted)
        if modules:
            found["modules"] = sorted(modules)
        return found

    def readers(self) -> Iterator[dict[str, Any]]:
        """One line for each variable that was left changed."""
        for name in sorted(self._left):
            yield {"env": name, "readers": list(self._readers.get(name, ()))}


def _variable(name: str) -> Any:
    data = Real.environ._data
    return data.get(Real.environ.encodekey(name))
