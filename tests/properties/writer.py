"""The hand that writes one module: draws choices, remembers imports, constants and helpers."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

TAG = f"xdf{os.getpid()}"
"""In every absolute path that is written, so that processes side by side do not meet."""

IMPORTS = {
    "os": ("import os", "import os as _os"),
    "sys": ("import sys",),
    "shutil": ("import shutil", "import shutil as sh"),
    "tempfile": ("import tempfile",),
    "subprocess": ("import subprocess",),
    "json": ("import json",),
    "socket": ("import socket",),
    "sqlite3": ("import sqlite3",),
    "logging": ("import logging",),
    "unittest": ("import unittest",),
    "contextlib": ("import contextlib",),
    "functools": ("import functools",),
    "pytest": ("import pytest", "import pytest as pt"),
    "redis": ("import redis",),
    "Path": ("from pathlib import Path", "import pathlib", "from pathlib import Path as P"),
    "join": (
        "import os",
        "from os.path import join",
        "import os.path as osp",
        "from os import path as _path",
    ),
    "remove": ("import os", "from os import remove", "from os import (\n    remove,\n    sep,\n)"),
    "exists": ("import os", "from os.path import exists, isdir", "import os.path"),
}
"""How a thing is imported, in several ways; `_CALLED` says what it is called then."""

_CALLED = {
    ("os", 1): "_os",
    ("shutil", 1): "sh",
    ("pytest", 1): "pt",
    ("Path", 1): "pathlib.Path",
    ("Path", 2): "P",
    ("join", 0): "os.path.join",
    ("join", 2): "osp.join",
    ("join", 3): "_path.join",
    ("remove", 0): "os.remove",
    ("exists", 0): "os.path.exists",
    ("exists", 2): "os.path.exists",
}


@dataclass(frozen=True)
class Thing:
    """A file or folder that tests name.

    Attributes:
        folder: ``/tmp/…``, or a folder relative to the root, empty for the root.
        name: of the file in it; empty if the thing is the folder.
    """

    folder: str
    name: str

    @property
    def path(self) -> str:
        return "/".join(part for part in (self.folder, self.name) if part)

    @property
    def is_folder(self) -> bool:
        return not self.name


@dataclass
class Writer:
    """One module in the making.

    Attributes:
        things: what the tests of the suite share.
        runs: whether the module must run here: no servers, no plugins.
        tame: whether paths are mostly spelled as people spell them.
        shared: name of a helper module and what it defines: constants and functions by thing.
        top: the constants, helper functions and such that come before the tests.
    """

    draw: Draw
    things: Sequence[Thing]
    runs: bool
    tame: bool
    kind: str = "test"
    shared: str = ""
    exports: dict[str, Thing] = field(default_factory=dict)
    helpers: dict[str, str] = field(default_factory=dict)
    fixtures: dict[str, str] = field(default_factory=dict)
    imports: dict[str, int] = field(default_factory=dict)
    froms: dict[str, set[str]] = field(default_factory=dict)
    top: list[list[str]] = field(default_factory=list)
    constants: dict[str, Thing] = field(default_factory=dict)
    count: int = 0

    def one(self, *options: T) -> T:
        """One of these; the first is the simplest."""
        return self.draw(st.sampled_from(options))  # type: ignore[no-any-return]

    def chance(self, of: int = 2) -> bool:
        """True once in ``of``."""
        return bool(self.draw(st.integers(0, of - 1)) == of - 1)

    def some(self, most: int, least: int = 0) -> int:
        return int(self.draw(st.integers(least, most)))

    def thing(self) -> Thing:
        return self.one(*self.things)

    def file(self) -> Thing:
        return self.one(*[each for each in self.things if each.name])

    def new(self, stem: str) -> str:
        """A name that the module does not have yet."""
        self.count += 1
        return f"{stem}{self.count}"

    def use(self, name: str) -> str:
        """What an import is called in this module."""
        if name not in self.imports:
            self.imports[name] = self.some(len(IMPORTS[name]) - 1)
        return _CALLED.get((name, self.imports[name]), name)

    def quote(self, text: str) -> str:
        style = self.some(7)
        if style == 0:
            return f"'{text}'"
        if style == 1:
            return f'r"{text}"'
        if style == 2 and len(text) > 4:
            return f'"{text[:3]}" "{text[3:]}"'
        if style == 3:
            return f'"""{text}"""'
        if style == 4:
            return f'("{text}")'
        return f'"{text}"'

    def statements(self) -> list[str]:
        """The imports of the module, one way or another."""
        lines = sorted({IMPORTS[name][way] for name, way in self.imports.items()})
        plain = [line for line in lines if line.startswith("import ") and " as " not in line]
        if len(plain) > 1 and self.chance(4):
            lines = [line for line in lines if line not in plain]
            lines.append("import " + ", ".join(line.removeprefix("import ") for line in plain))
        if lines and self.chance(8):
            last = lines.pop()
            lines += ["try:", *indent(last.split("\n")), "except ImportError:", "    raise"]
        for module, names in sorted(self.froms.items()):
            if names == {"*"} or self.chance(3):
                lines.append(f"from {module} import *")
            elif self.chance(3):
                lines += [f"from {module} import (", *(f"    {it}," for it in sorted(names)), ")"]
            else:
                lines.append(f"from {module} import {', '.join(sorted(names))}")
        return [line for each in lines for line in each.split("\n")]


def indent(lines: Sequence[str]) -> list[str]:
    """The lines one level deeper; what continues a string stays where it is."""
    return [f"    {line}" if line else line for line in lines]
