"""Keeping what a formatter would leave alone: line lengths, brackets, signatures."""

import ast
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from codemods.edits.model import Edit
from codemods.suite.model import Function, Module, Suite
from codemods.suite.signatures import is_annotated, is_static, mock_injected
from codemods.suite.source import Source
from codemods.transforms.primitives.imports import from_import, plain_imports
from codemods.transforms.primitives.replacing import encoded

if TYPE_CHECKING:
    from codemods.transforms.primitives.signature import Insertion

_SEEN = 120
"""Characters of a line that editors and reviews show without scrolling."""
_TYPES = {
    "tmp_path": "pathlib.Path",
    "tmp_path_factory": "pytest.TempPathFactory",
    "monkeypatch": "pytest.MonkeyPatch",
    "pytestconfig": "pytest.Config",
    "config": "pytest.Config",
    "session": "pytest.Session",
    "metafunc": "pytest.Metafunc",
    "item": "pytest.Item",
}


def parameter_edits(
    suite: Suite, function: Function, fixture: str, typed: str | None = None
) -> list[Edit] | None:
    """The edits by which a function takes one more fixture, with the import of its annotation.

    Args:
        typed: the annotation of a fixture that is not one of pytest.

    Returns:
        ``None`` where the signature leaves no place for it.
    """
    found = _insertions(suite, function, fixture, typed)
    if found is None:
        return None
    edits, insertions = found
    source = suite.modules[function.module].source
    return [*edits, *_fitted(suite, source, function.node, insertions)]


def broken_for(suite: Suite, function: Function, one: str, other: str) -> list[Edit]:
    """The edits by which a function takes two more, if that breaks its signature over lines.

    Returns:
        Nothing where each of them can be added by itself, or cannot be.
    """
    first, second = (_insertions(suite, function, it, None) for it in (one, other))
    if first is None or second is None or not len(first[1]) == len(second[1]) == 1:
        return []
    (ahead,), (behind,) = first[1], second[1]
    if ahead.at != behind.at:
        return []
    apart = "" if "," in ahead.text else ", "
    both = replace(ahead, text=f"{ahead.text}{apart}{behind.text}")
    source = suite.modules[function.module].source
    (edit,) = _fitted(suite, source, function.node, [both])
    return [*first[0], *second[0], edit] if b"\n" in edit.after else []


def _insertions(
    suite: Suite, function: Function, fixture: str, typed: str | None
) -> "tuple[list[Edit], list[Insertion]] | None":
    """The import of the annotation, and what the signature takes; ``None`` if it has no place."""
    from codemods.transforms.primitives.signature import add_parameter

    module, node = suite.modules[function.module], function.node
    annotation: str | None = None
    edits: list[Edit] = []
    if is_annotated(node):
        annotation, edits = (typed, []) if typed else _annotation(module, fixture)
    bound = int(function.owner is not None and not is_static(node))
    injected = mock_injected(node, module)
    insertions = add_parameter(module.source, node, fixture, annotation, injected, bound)
    return None if insertions is None else (edits, insertions)


def _annotation(module: Module, fixture: str) -> tuple[str | None, list[Edit]]:
    dotted = _TYPES.get(fixture, "pathlib.Path")
    known = {found.dotted: name for name, found in module.imports.items()}
    home, _, name = dotted.rpartition(".")
    if dotted in known:
        return known[dotted], []
    if home in known:
        return f"{known[home]}.{name}", []
    if name in module.bound or home in module.bound:
        return None, []
    if home == "pathlib":
        return name, from_import(module, home, name)
    return dotted, plain_imports(module, home)


def _fitted(
    suite: Suite,
    source: Source,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    insertions: "list[Insertion]",
) -> list[Edit]:
    """The insertions, or the whole signature over several lines where it would be too long."""
    plain = [_insert(source, insertion) for insertion in insertions]
    limit = suite.config.line_length
    if not suite.config.sets_line_length:
        limit = max(limit, _longest_signature(source))
    line = source.line(node.lineno).rstrip(b"\r\n")
    start = source.line_start(node.lineno)
    one_line = len(insertions) == 1 and start <= insertions[0].at <= start + len(line)
    if not one_line or b"(" not in line:
        return plain
    added = insertions[0].text
    length = len(line.decode(source.encoding.removesuffix("-sig"))) + len(added)
    closing = _closing(source, start + line.index(b"("))
    if length <= limit or closing is None or closing > start + len(line):
        return plain
    if node.body[0].lineno == node.lineno:
        return plain
    opening = start + line.index(b"(") + 1
    at = insertions[0].at
    inside = source.text(opening, at) + added + source.text(at, closing)
    indent = source.text(start, source.offset(node.lineno, node.col_offset))
    break_ = source.newline
    body = f"{indent}    {inside}"
    if len(body) > limit:
        parameters = _split(inside)
        body = break_.join(f"{indent}    {parameter}," for parameter in parameters)
    text = f"{break_}{body}{break_}{indent}"
    return [
        Edit(
            source.path,
            opening,
            closing,
            source.raw[opening:closing],
            encoded(source, text),
            frozenset(),
        )
    ]


@lru_cache(maxsize=64)
def _longest_signature(source: Source) -> int:
    """Characters of the longest first line of a function that a reader still sees whole."""
    heads = re.findall(rb"^[ \t]*(?:async )?def .*$", source.raw, re.MULTILINE)
    encoding = source.encoding.removesuffix("-sig")
    lengths = (len(head.decode(encoding, "replace").rstrip()) for head in heads)
    return max((length for length in lengths if length <= _SEEN), default=0)


def _split(parameters: str) -> list[str]:
    found: list[str] = []
    depth = 0
    current = ""
    for character in parameters:
        depth += character in "([{"
        depth -= character in ")]}"
        if character == "," and depth == 0:
            found.append(current.strip())
            current = ""
        else:
            current += character
    return [*found, current.strip()] if current.strip() else found


def _closing(source: Source, opening: int) -> int | None:
    """The bracket that closes the one at ``opening``, if no string or comment is in between."""
    depth = 0
    for index in range(opening, len(source.raw)):
        byte = source.raw[index : index + 1]
        if byte in b"\"'#":
            return None
        depth += byte in b"([{"
        depth -= byte in b")]}"
        if depth == 0:
            return index
    return None


def _insert(source: Source, insertion: "Insertion") -> Edit:
    return Edit(
        source.path,
        insertion.at,
        insertion.at,
        b"",
        encoded(source, insertion.text),
        frozenset(),
    )


def too_long(suite: Suite, source: Source, start: int, end: int, text: str) -> bool:
    """Whether a replacement makes a line longer than the project's limit that was within it."""
    limit = suite.config.line_length
    first, last = source.line_of(start), source.line_of(max(start, end - 1))
    encoding = source.encoding.removesuffix("-sig")
    head = source.text(source.line_start(first), start)
    tail = source.raw[end : source.line_start(last + 1)].decode(encoding).rstrip("\r\n")
    before = max(len(source.line(n).decode(encoding).rstrip("\r\n")) for n in (first, last))
    return before <= limit < len(head) + len(text) + len(tail)


def joined(source: Source, start: int, end: int, parent: ast.AST | None) -> tuple[int, int]:
    """The span with the parentheses around it, where they only held several lines together."""
    if not isinstance(parent, ast.Assign | ast.AnnAssign | ast.Return):
        return start, end
    raw = source.raw
    left, right = start, end
    while left and raw[left - 1 : left].isspace():
        left -= 1
    while right < len(raw) and raw[right : right + 1].isspace():
        right += 1
    if raw[left - 1 : left] == b"(" and raw[right : right + 1] == b")":
        return left - 1, right + 1
    return start, end


def enclosing(
    suite: Suite, source: Source, start: int, end: int, text: str
) -> list[tuple[int, int]]:
    """The line breaks to take out where a bracket over three lines now fits on one.

    Returns:
        The spans behind the opening bracket and before the closing one, or nothing.
    """
    limit = suite.config.line_length
    first, last = source.line_of(start), source.line_of(max(start, end - 1))
    if first < 2:
        return []
    above = source.line(first - 1).rstrip()
    below = source.line(last + 1)
    closing = below.strip()
    if not above.endswith((b"(", b"[")) or closing[:1] not in (b")", b"]"):
        return []
    encoding = source.encoding.removesuffix("-sig")
    head = source.text(source.line_start(first), start).lstrip()
    tail = source.raw[end : source.line_start(last + 1)].decode(encoding).rstrip()
    if tail.endswith(",") or "#" in tail or b"#" in above or "#" in head:
        return []
    rest = below.decode(encoding).strip()
    whole = len(above.decode(encoding)) + len(head) + len(text) + len(tail) + len(rest)
    if whole > limit or rest.endswith(("(", "[", "{")):
        return []
    opening = source.line_start(first - 1) + len(above)
    content = source.line_start(first)
    content += len(source.line(first)) - len(source.line(first).lstrip())
    behind = source.line_start(last + 1) - len(source.line(last)) + len(source.line(last).rstrip())
    closing_at = source.line_start(last + 1) + (len(below) - len(below.lstrip()))
    return [(opening, content), (behind, closing_at)]
