"""Why a test has to stay in the folder in which it starts."""

import ast
import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from codemods.hazards.model import Involved
from codemods.hazards.paths import is_same, shown
from codemods.hazards.resources import folders_of
from codemods.suite.model import Suite
from codemods.suite.nodes import nodes_showing
from codemods.suite.support import serves_tests
from codemods.touches.model import HOLE, Role, Touch, Trace

_WORDS = re.compile(r"[\s'\"=;|&<>()]+")
_ASKS = re.compile(r"(^|\.)(getcwd|cwd|getcwdb)$")


@lru_cache(maxsize=65536)
def why_not_moved(trace: Trace, suite: Suite) -> str | None:
    """Why a test cannot run in another folder, as a clause; ``None`` if it can."""
    if trace.incomplete:
        return trace.incomplete
    if trace.moves or (trace.own_folder and trace.lists_own):
        return "it has a folder of its own already, and works in it"
    module = trace.test.function.module
    for touch in trace.touches:
        reason = _needs_folder(touch, suite) or why_beside(touch, module, suite)
        if reason:
            return reason
    for touch in trace.touches:
        if touch.function in trace.lasting and touch.role.makes and is_relative(touch):
            return f"{shown(touch.path)} is made for several tests, before one could move"
    here = {touch.path for touch in trace.touches if touch.role.reaches}
    for touch in trace.touches if trace.own_folder else ():
        if touch.role is Role.GLUED and touch.path in here:
            return f"it has a {shown(touch.path)} in a folder of its own too (line {touch.line})"
    for wording in trace.strings:
        for word in (wording.text, *_WORDS.split(wording.text)):
            text = word.removeprefix("./").rstrip("/")
            if wording.built and word == wording.text:
                continue
            if text in suite.checked_in:
                return f"it names {text}, which is found from the folder in which the tests start"
            if "/" in text and (base := _base_of(text, module, suite)):
                return f"it names {text}, which is found from the folder {base}"
    for call in trace.calls:
        if _ASKS.search(call.name):
            return f"it asks for the current folder ({call.name})"
    return None


@lru_cache(maxsize=8)
def code_names_repository(suite: Suite) -> bool:
    """Whether code under test may look for a file of the repository from the current folder."""
    folders = _folders(suite)
    spelled = _may_spell(suite)
    for path in suite.modules:
        if serves_tests(suite, path) or not spelled(suite.modules.raw(path) or b""):
            continue
        for node in nodes_showing(suite.modules[path].source, spelled):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value.removeprefix("./").rstrip("/")
                if text in suite.checked_in or ("/" in text and text in folders):
                    return True
    return False


def _may_spell(suite: Suite) -> Callable[[bytes], object]:
    """Finds what may be a literal that names a file or folder of the repository."""
    names = sorted(path for path in suite.checked_in if "/" not in path)
    tops = b"|".join(re.escape(os.fsencode(name)) for name in names)
    return re.compile(rb"[\"'][^\"'\n]*[/\\]" + (b"|" + tops if tops else b"")).search


def _needs_folder(touch: Touch, suite: Suite) -> str | None:
    path = touch.path
    spelled = touch.origin.text if touch.origin else path
    if path.startswith(("/", "~")) or spelled.startswith("/") or touch.role is Role.COMPARED:
        return None
    if path == "." and touch.role in (Role.LIST, Role.READ):
        return f"it looks at what is in the current folder at {touch.where}"
    if path.startswith(HOLE) or path == ".":
        return None
    there = path in suite.checked_in or path in _folders(suite)
    if HOLE in path or "*" in path:
        there = any(is_same(path, kept) for kept in suite.checked_in)
    if there:
        return f"it uses {shown(path)} of the repository by its relative name at {touch.where}"
    if any(folder in _folders(suite) for folder in _above(path)):
        return f"it uses {shown(path)}, whose folder belongs to the repository, at {touch.where}"
    return None


def why_beside(touch: Touch, module: str, suite: Suite, *, folders: bool = True) -> str | None:
    """Why a relative name is one of the repository, seen from the folder of its test or above.

    Args:
        folders: whether it is enough that its folder is.
    """
    path = touch.path
    spelled = touch.origin.text if touch.origin else path
    if path.startswith(("/", "~", HOLE)) or spelled.startswith("/") or path == ".":
        return None
    if touch.role is Role.COMPARED or not (touch.role.reaches or re.search(r"[/.]", path[1:])):
        return None
    for name in (path, *_above(path)) if folders else (path,):
        if base := _base_of(name, module, suite):
            whose = "which" if name == path else "whose folder"
            return (
                f"it uses {shown(path)} at {touch.where}, {whose} is found from the folder "
                f"{base}, in which the tests may start"
            )
    return None


def _base_of(name: str, module: str, suite: Suite) -> str | None:
    """The folder of a module, or one above it, in which the repository has what is named."""
    for base in _above(module):
        there = f"{base}/{name}"
        if there in suite.checked_in or there in _folders(suite):
            return base
    return None


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


@lru_cache(maxsize=8)
def _folders(suite: Suite) -> frozenset[str]:
    """The folders of the repository, relative to the root, which is none of them."""
    return folders_of(suite.checked_in)


def why_either(one: Involved) -> str | None:
    """Why a new folder may not be where the test works: the same use may be of a fixed place."""
    loose = {(t.function, t.line, t.role): t for t in one.touches if t.loose and t.role.reaches}
    for touch in one.trace.touches if loose else ():
        here = loose.get((touch.function, touch.line, touch.role))
        if here and touch.loose and touch.path.startswith(("/", "~")):
            return f"{touch.where} may work on {shown(touch.path)} instead of {shown(here.path)}"
    return None


def is_relative(touch: Touch) -> bool:
    """Whether a path is seen from the current folder, and is written so."""
    spelled = touch.origin.text if touch.origin else "/"
    return not touch.path.startswith(("/", "~")) and not spelled.startswith(("/", "~"))
