"""What a test leaves behind in its own process: environment, current folder, globals of modules."""

import sys

from .real import Real, cwd

_CONTAINERS = (list, dict, set, bytearray)
_OF_PYTEST = ("__", "@")


class State:
    """Compares the process before and after each test.

    What fixtures wider than a test change is theirs, and not left behind by a test.
    """

    def __init__(self, folders):
        self._folders = folders
        self._env = {}
        self._cwd = None
        self._left = {}
        self._readers = {}
        self._loaded = 0
        self._spaces = {}
        self._globals = {}

    def begin(self):
        """A test begins."""
        self._env.clear()
        self._cwd = None
        self.settle()

    def will_set_env(self, name, at):
        """A test is about to change a variable of the environment."""
        if name != "PYTEST_CURRENT_TEST" and name not in self._env:
            self._env[name] = (_variable(name), at)

    def will_chdir(self, at):
        """A test is about to change the current folder."""
        if self._cwd is None:
            self._cwd = (cwd(), at)

    def take_over(self, name=None):
        """A wide fixture changes a variable, or the current folder."""
        if name is None:
            self._cwd = None
        else:
            self._env.pop(name, None)

    def did_read_env(self, name, who):
        """Somebody reads a variable."""
        self._readers.setdefault(name, {})[who] = None

    def settle(self):
        """Take the globals of the project's modules as they are now."""
        if len(sys.modules) != self._loaded:
            self._loaded = len(sys.modules)
            for name, module in list(sys.modules.items()):
                file = getattr(module, "__file__", None)
                if name not in self._spaces and isinstance(file, str):
                    if self._folders.is_project(file):
                        self._spaces[name] = vars(module)
        for name, space in self._spaces.items():
            known = self._globals.get(name)
            ids = tuple(map(id, space.values()))
            if known is None or known[0] != ids or any(len(held) != n for _, held, n in known[1]):
                self._globals[name] = (ids, _containers(space))

    def left(self):
        """What is not as it was when the test began: environment, folder, globals."""
        found = {}
        env = {name: at for name, (old, at) in self._env.items() if _variable(name) != old}
        if env:
            found["env"] = env
            self._left.update(env)
        if self._cwd is not None and self._cwd[0] != cwd():
            found["cwd"] = self._cwd[1]
        modules = self._changed_globals()
        if modules:
            found["modules"] = modules
        return found

    def readers(self):
        """One line for each variable that was left changed."""
        for name in sorted(self._left):
            yield {"env": name, "readers": list(self._readers.get(name, ()))}

    def _changed_globals(self):
        found = set()
        for name, (ids, containers) in self._globals.items():
            space = self._spaces[name]
            if len(space) == len(ids) and tuple(map(id, space.values())) != ids:
                for (key, value), before in zip(list(space.items()), ids):
                    if id(value) != before and not key.startswith(_OF_PYTEST):
                        found.add(name + "." + key)
            found.update(name + "." + key for key, held, n in containers if len(held) != n)
        return sorted(found)


def _variable(name):
    data = Real.environ._data
    return data.get(Real.environ.encodekey(name))


def _containers(space):
    return [
        (name, value, len(value))
        for name, value in list(space.items())
        if type(value) in _CONTAINERS and not name.startswith(_OF_PYTEST)
    ]
