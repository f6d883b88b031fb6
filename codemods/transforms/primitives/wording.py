"""Texts that say what a path is, other than the path itself, and would not move with it."""

import ast
import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from codemods.hazards.model import Involved
from codemods.hazards.paths import TEMPORARY, is_below, is_same, shown
from codemods.suite.model import FunctionNode, Suite
from codemods.suite.nodes import nodes_of
from codemods.touches.model import GUESSED_SAVES, HOLE, Piece, Role, Wording
from codemods.touches.values import normalise
from codemods.transforms.primitives.patterns import is_pattern_of

ABOVE = frozenset({"", "/", "/var", *TEMPORARY})
"""Folders that are no test's own."""

_APART = frozenset(" \t\n'\"`=:,;([{<|^")
_ABSOLUTE = re.compile(r"(?<![\w./\-])/[\w./\-]+(?![\w%{}])")
_NO_LETTER = re.compile(r"[\W_]+")
_FEWEST = 6
"""Letters of a path that no other text has by chance."""

_SHOWN = GUESSED_SAVES | {
    *(Role.EMBEDDED, Role.HANDED, Role.LOADED, Role.ABSENT, Role.PEEK, Role.GLUED),
}
_COMPARING = re.compile(r"(\b|\.)(samefile|assert\w*Equals?)$")
_ROUNDABOUT = re.compile(r"[^/:]//|^//|/\.\.?(/|$)")


def why_not_worded(one: Involved, path: str, suite: Suite) -> str | None:
    """Why a path cannot have another name: a text holds it, or its letters count."""
    measured = _measured(one, path, suite)
    if HOLE in path:
        path = path[: path.index(HOLE)].rpartition("/")[0]
        if not path or path in TEMPORARY:
            return measured
    return _longer_string(one, path, suite) or _other_letters(one, path, suite) or measured


def _longer_string(one: Involved, path: str, suite: Suite) -> str | None:
    reached = {touch.path for touch in one.touches}
    origins = [touch.origin for touch in one.touches if touch.origin]
    written = {id(node) for origin in origins for node in ast.walk(origin.node)}
    given = written.union(
        id(literal.node)
        for origin in origins
        for piece in origin.pieces
        for literal in piece.literals
    )
    bare = path.lstrip("/")
    pattern = re.compile(rf"(?<![\w.\-])/?{re.escape(bare)}(?![\w\-]|\.\w)")
    for literal in one.trace.strings:
        moved = given if "::" in literal.function else written
        text = literal.text if literal.built else literal.text.replace("\\", "")
        if bare not in text:
            if _holds_beginning(literal, path, moved):
                return f"{_short(text)!r} holds how {path} begins, which would not stay"
            continue
        if literal.encoded:
            return f"{path} is also written as bytes, whose text matters"
        cut = normalise(text, suite.root)
        longer = cut.startswith(path) and re.match(r"[._-]\w", cut[len(path) :])
        if longer and not literal.built and cut not in reached:
            return f"{shown(cut)} begins with {path} and would still name the old place"
        if literal.node and cut == path and id(literal.node) not in moved:
            return f"{shown(path)} is also spelled at line {literal.node.lineno}, and would stay"
        at_front = text.startswith((path, f"./{path}", f"{suite.root}/{path}"))
        is_path = cut == path or is_below(cut, path)
        if literal.parted or (literal.built and not at_front):
            if _moves(literal.pieces, text.index(bare) - at_front, moved):
                continue
        elif is_path and not re.search(r"\s", text.removeprefix(path)):
            continue
        if pattern.search(text):
            short = _short(text)
            return f"{path} is also part of a longer string, {short!r}, which would still name it"
    return None


def _moves(pieces: Sequence[Piece], start: int, moved: set[int]) -> bool:
    """Whether what stands at an index of a text is written anew where the path is."""
    position = 0
    for piece in pieces:
        position += len(piece.text)
        if position > start:
            node = piece.node.value if isinstance(piece.node, ast.FormattedValue) else piece.node
            written = [id(literal.node) for literal in piece.literals]
            return not written or id(node) in moved or not moved.isdisjoint(written)
    return True


def _holds_beginning(literal: Wording, path: str, moved: set[int]) -> bool:
    """Whether a message, not a path or a template of one, names a path by its first letters."""
    if literal.parted:
        start = literal.text
        return bool(start) and path.startswith(start) and path[len(start)] != "/"
    at = literal.text.find(f"{posixpath.dirname(path)}/{HOLE}")
    if at > 0 and path.startswith("/") and literal.text[at - 1] in _APART:
        return not _moves(literal.pieces, at, moved)
    if literal.built or literal.encoded or not re.search(r"\s", literal.text):
        return False
    tokens = [it.rstrip("/.") for it in _ABSOLUTE.findall(literal.text)]
    open_end = literal.text.endswith("/") and tokens[-1:] == [posixpath.dirname(path)]
    if path.startswith("/") and posixpath.dirname(path) in tokens:
        return True
    return open_end or any(path.startswith(it) and it not in ABOVE for it in tokens)


def _other_letters(one: Involved, path: str, suite: Suite) -> str | None:
    """A literal with the letters of the path in another form: in capitals, quoted, as a pattern."""
    squashed = _squashed(path)
    if not path.startswith("/") or len(squashed) < _FEWEST:
        return None
    for literal in one.trace.strings:
        text = literal.text
        if literal.built or path in text or normalise(text, suite.root) == path:
            continue
        other = squashed in _squashed(unquote(text)) and not is_below(text, posixpath.dirname(path))
        if other or is_pattern_of(text, path):
            return f"{_short(text)!r} holds {shown(path)} in another form, which would not stay"
    return None


def _squashed(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()


def _measured(one: Involved, path: str, suite: Suite) -> str | None:
    """A line that counts the letters of a text, or compares them, where the path is in it."""
    known = path.partition(HOLE)[0]
    for line, text in one.trace.measured:
        if (not text or HOLE in text) and _is_shown(one, path):
            return f"line {line} counts letters of a text in which {shown(path)} may stand"
        if known in text or normalise(text, suite.root).startswith(known):
            return f"line {line} looks at letters of a text that {shown(path)} is in"
    return None


def _is_shown(one: Involved, path: str) -> bool:
    """Whether a path, or what lies in it, goes where it may be printed."""
    return any(
        touch.role in _SHOWN and (is_same(touch.path, path) or is_below(touch.path, path))
        for touch in one.touches
    )


def why_not_spelled(one: Involved, suite: Suite) -> str | None:
    """Why the way in which a test spells a path is what it tests; ``None`` if it is not."""
    spelled = {id(touch.origin.node): touch for touch in one.touches if touch.origin}
    for touch in one.touches:
        for piece in touch.origin.pieces if touch.origin else ():
            if piece.fixed and _ROUNDABOUT.search(piece.text.removeprefix("./")):
                return f"{piece.text} at line {touch.line} is spelled in a way that would be lost"
    for node in _comparisons(one, suite):
        alike: dict[str, set[str]] = {}
        for operand in node:
            found = spelled.get(id(operand))
            if found and found.origin and not found.origin.constant:
                alike.setdefault(found.path, set()).add(ast.unparse(operand))
        if any(len(ways) > 1 for ways in alike.values()):
            return f"both sides of the comparison at line {node[0].lineno} would be spelled alike"
    return None


def _comparisons(one: Involved, suite: Suite) -> Iterator[list[ast.expr]]:
    """What is compared with each other in the functions of a test."""
    for key in one.trace.functions:
        module, _, qualname = key.partition("::")
        function = suite.modules[module].functions.get(qualname)
        yield from _compared(function.node) if function else ()


@lru_cache(maxsize=4096)
def _compared(function: FunctionNode) -> tuple[list[ast.expr], ...]:
    found: list[list[ast.expr]] = []
    for node in nodes_of(function):
        if isinstance(node, ast.Compare):
            found.append([node.left, *node.comparators])
        elif isinstance(node, ast.Call) and _COMPARING.search(ast.unparse(node.func)):
            called = [node.func.value] if isinstance(node.func, ast.Attribute) else []
            found.append([*called, *node.args])
    return tuple(found)


def _short(text: str) -> str:
    return shown(text if len(text) < 60 else f"{text[:57]}...")
