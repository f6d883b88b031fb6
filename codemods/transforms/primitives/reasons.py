"""Why a test keeps its paths, and what speaks against one way of moving them."""

import ast
import posixpath
from collections.abc import Sequence
from functools import lru_cache

from codemods.hazards.model import Involved
from codemods.hazards.paths import shown
from codemods.hazards.resources import CLEARS, folders_of, makes
from codemods.suite.model import Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.touches.model import Role, Touch
from codemods.touches.values import normalise
from codemods.transforms.primitives.hosts import hosting
from codemods.transforms.primitives.places import Component
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.staying import why_beside
from codemods.transforms.primitives.visibility import why_not_alone, why_not_decorated


def why_not_moved_below(one: Involved, suite: Suite) -> str | None:
    """Why the paths of a test cannot be spelled below another folder; ``None`` if they can."""
    if one.trace.incomplete:
        return one.trace.incomplete
    if one.trace.faked:
        return one.trace.faked
    for needed in one.all_needs:
        if needed.path not in suite.checked_in and not _is_expected(one, needed):
            return (
                f"it uses {shown(needed.path)} at {_seen_from(needed, one)} before it has made it, "
                "and no test makes it: the code under test does, under a name of its own, or the "
                "machine"
            )
    readies = any(touch.role in (Role.MKDIR, Role.ENSURE) for touch in one.touches)
    if one.trace.unseen is not None and readies and not any(map(_is_of_file, one.touches)):
        return (
            "nothing is seen to lie in the folder that it makes, but line "
            f"{one.trace.unseen} works on a file whose path cannot be told"
        )
    module = one.trace.test.function.module
    for touch in one.touches:
        reason = why_not_spelled(touch, one, suite)
        reason = reason or why_beside(touch, module, suite, folders=False)
        if reason and not _is_ground(touch, one):
            return reason
    return why_not_alone(one, suite) or why_not_decorated(one, suite)


def why_not_spelled(touch: Touch, one: Involved, suite: Suite) -> str | None:
    """Why the path of one touch cannot be spelled below another folder; ``None`` if it can."""
    if touch.obstacle:
        return f"{touch.obstacle} at {_seen_from(touch, one)}"
    if touch.path.startswith("~"):
        return f"{shown(touch.path)} lies in the home of whoever runs the tests"
    if touch.origin is None:
        return f"{shown(touch.path)} at {touch.where} comes from code that was not read"
    if method := _own_method(touch, suite):
        return f"{method} at {touch.where} was not read, and may lay it below a folder of its own"
    kind = hosting(suite, touch.origin, one.trace.test)
    if isinstance(kind, str):
        return kind
    varies = any(
        other.origin and other.origin.node is touch.origin.node and other.path != touch.path
        for other in one.trace.touches
    )
    if touch.loose and touch.origin.constant and varies:
        name = touch.origin.constant.rpartition(":")[2]
        return f"which path {name} is depends on a condition"
    if _is_taken_away(touch, one, suite):
        return (
            f"line {touch.line} takes {shown(touch.path)} of the repository away, for somebody who "
            "looks for it there"
        )
    return _repository_folder(touch, suite)


def _is_taken_away(touch: Touch, one: Involved, suite: Suite) -> bool:
    """Whether a test removes a file of the repository, or moves it, before it does anything else.

    It does not want what a copy would give it.
    """
    first = next(other for other in one.trace.touches if other.path == touch.path)
    return touch.path in suite.checked_in and first.role in CLEARS


def _seen_from(touch: Touch, one: Involved) -> str:
    """The line, and the file where it is not that of the test."""
    here = touch.function.partition("::")[0] == one.trace.test.function.module
    return f"line {touch.line}" if here else touch.where


def _is_expected(one: Involved, needed: Touch) -> bool:
    """Whether a row of parameters gives what the test makes and what it looks for beside it."""
    if needed.origin is None or needed.origin.place != "decorator":
        return False
    folder = posixpath.dirname(needed.path)
    return any(
        touch.origin is not None
        and touch.origin.place == "decorator"
        and posixpath.dirname(touch.path) == folder
        and touch.path != needed.path
        and makes(touch)
        for touch in one.touches
    )


def _repository_folder(touch: Touch, suite: Suite) -> str | None:
    """Which folder of the repository the path is, or is derived from, and where it is named.

    The bare name itself counts only where it is handed on or looked into: what is in it counts.
    """
    assert touch.origin
    folder, line = normalise(touch.origin.text, suite.root), touch.origin.node.lineno
    looks = touch.role is Role.LIST or not touch.role.reaches
    if folder.startswith("/") or (folder == touch.path and not looks):
        return None
    if folder == ".":
        return f"line {line} names the folder of the repository itself"
    if folder in suite.modules and folder != touch.path:
        return f"line {line} goes from {shown(folder)}, a file of the repository"
    if folder in _own_folders(suite):
        return f"line {line} names {shown(folder)}, a folder of the repository"
    return None


@lru_cache(maxsize=8)
def _own_folders(suite: Suite) -> frozenset[str]:
    return folders_of((*suite.modules, *suite.checked_in))


def _own_method(touch: Touch, suite: Suite) -> str | None:
    """A method of its own to which code under test hands a relative path, and that nobody read.

    That it saves a file there is a guess by its name.
    """
    module, _, qualname = touch.function.partition("::")
    known = suite.modules[module].functions.get(qualname) if module in suite.modules else None
    relative = touch.origin is not None and not touch.origin.text.startswith("/")
    if touch.role is not Role.SAVED or known is None or not relative:
        return None
    if serves_tests(suite, module):
        return None
    for node in nodes_of(known.node):
        if isinstance(node, ast.Call) and node.lineno == touch.line:
            name = ast.unparse(node.func)
            if name.startswith(("self.", "cls.", "super().")) and name.count(".") == 1:
                return name
    return None


def _is_of_file(touch: Touch) -> bool:
    """Whether more is done there than to make a folder ready, or to clear it away."""
    return touch.role.reaches and not touch.role.prepares


def _is_ground(touch: Touch, one: Involved) -> bool:
    """Whether a touch only prepares or removes the folder under what the test itself uses.

    A module or a wide fixture that makes the folder of all does not have to move with one test.
    """
    own = [other for other in one.touches if other.function != touch.function]
    return (
        touch.role.prepares
        and touch.function != one.trace.test.function.key
        and bool(own)
        and all(other.path.startswith(f"{touch.path}/") for other in own)
    )


def is_kept(component: Component, suite: Suite) -> bool:
    """Whether a path names a file of the repository, of which each test needs a copy."""
    return any(s.path in suite.checked_in for place in component.places for s in place.spellings)


def is_temporary(component: Component) -> bool:
    """Whether one test alone asks for the folder for temporary files and makes a file in it."""
    nodes = [s.origin.node for place in component.places for s in place.spellings]
    return len(component.tests) == 1 and all("gettempdir" in ast.dump(node) for node in nodes)


def is_default(work: Rewriting) -> bool:
    """Whether a default argument would call something, once for all calls."""
    return any(
        spelling.origin.place == "default" and spelling.origin.constant is None
        for place in work.component.places
        for spelling in place.spellings
    )


def is_doubtful(group: Sequence[Involved]) -> bool:
    """A relative name may be meant as a name, not as a path, where it is compared or handed on."""
    return any(touch.is_doubtful for one in group for touch in one.touches)
