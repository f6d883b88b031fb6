"""Taking statements out of a function, with whatever stands there only for their sake."""

import ast
import io
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass

from codemods.suite.model import Function, Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.transforms.primitives.hollow import can_be_hollow

Span = tuple[int, int]
_SAYS_REMOVED = re.compile(r"\b(remov|delet|unlink|get rid)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cut:
    """Bytes to take out; ``whole`` where they hold code, and not only its indentation."""

    start: int
    end: int
    whole: bool = True


def cut(suite: Suite, function: Function, statements: Sequence[ast.stmt]) -> list[Cut]:
    """The bytes to take out of a file so that these statements of one function go.

    Returns:
        Nothing of a block that would be left empty, unless the block can go as well: a
        ``finally``, or the body of a set-up or tear-down function (see `hollow`).
    """
    if not statements:
        return []  # the common case, for which no function is walked through
    source = suite.modules[function.module].source
    gone = {id(statement) for statement in statements}
    cuts: list[Cut] = []
    for node in nodes_of(function.node):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if not isinstance(block, list) or not any(id(s) in gone for s in block):
                continue
            emptied = all(id(statement) in gone for statement in block)
            if emptied and not (node is function.node and can_be_hollow(suite, function)):
                if isinstance(node, ast.Try) and name == "finalbody":
                    cuts += _unwrapped(suite, source, node)
                continue
            cuts += _lines(source, [s for s in block if id(s) in gone], block)
    return cuts


def _lines(source: Source, gone: Sequence[ast.stmt], block: Sequence[ast.stmt]) -> list[Cut]:
    return [
        Cut(*span)
        for run in _runs(source, gone, block)
        if (span := _span(source, run[0], run[-1], last=run[-1] is block[-1]))
    ]


def _runs(
    source: Source, gone: Sequence[ast.stmt], block: Sequence[ast.stmt]
) -> list[list[ast.stmt]]:
    """The statements, together where nothing but blank lines would be left between them."""
    runs: list[list[ast.stmt]] = []
    before: ast.stmt | None = None
    for statement in block:
        if any(statement is other for other in gone):
            joined = before is not None and _is_joined(source, before, statement)
            runs = [*runs[:-1], [*runs[-1], statement]] if joined else [*runs, [statement]]
            before = statement
        else:
            before = None
    return runs


def _is_joined(source: Source, one: ast.stmt, other: ast.stmt) -> bool:
    lines = range((one.end_lineno or 0) + 1, other.lineno)
    apart = one.end_lineno != other.lineno
    return (
        apart
        and not any(source.line(line).strip() for line in lines)
        and all(statement_span(source, each) for each in (one, other))
    )


def statement_span(source: Source, statement: ast.stmt, *, last: bool = False) -> Span | None:
    """The whole lines of a statement, with one of the blank lines around it.

    Args:
        last: whether nothing follows in its block, so that the blank line above goes.

    Returns:
        ``None`` if something else stands on its lines.
    """
    return _span(source, statement, statement, last=last)


def _span(source: Source, opening: ast.stmt, closing: ast.stmt, *, last: bool) -> Span | None:
    """The same for all lines from one statement to another."""
    assert closing.end_lineno
    start, end = source.span(opening)[0], source.span(closing)[1]
    first = opening.lineno
    below = closing.end_lineno + 1
    until = source.line_start(below)
    behind = source.text(end, until).strip()
    if source.text(source.line_start(first), start).strip():
        return None
    if behind and not behind.startswith("#"):
        return None
    blank_below = until >= len(source.raw) or not source.line(below).strip()
    above = first
    while source.line(above - 1).strip().startswith(b"#"):
        above -= 1
    said = source.text(source.line_start(above), source.line_start(first))
    if above < first and (
        last or _SAYS_REMOVED.search(said)
    ):  # what was said of the statement goes with it
        first = above
    if last:
        while not source.line(first - 1).strip():
            first -= 1
        return source.line_start(first), until
    if not source.line(first - 1).strip():
        return source.line_start(first), source.line_start(below + blank_below)
    opens = source.line(first - 1).strip().endswith(b":")
    if blank_below and opens and until < len(source.raw):
        return source.line_start(first), source.line_start(below + 1)
    return source.line_start(first), until


def _unwrapped(suite: Suite, source: Source, node: ast.Try) -> list[Cut]:
    """``try: body finally: …`` without its frame; nothing where that would change a string."""
    if node.handlers or node.orelse:
        return []
    first, last = node.body[0].lineno, node.body[-1].end_lineno or 0
    first = min([first, *(d.lineno for d in getattr(node.body[0], "decorator_list", []))])
    indent = node.body[0].col_offset - node.col_offset
    lines = range(node.lineno + 1, last + 1)
    alone = source.line(node.lineno).strip() == b"try:"
    if first <= node.lineno or not alone or has_long_strings(source, node):
        return []
    if _could_be_joined(suite, source, node, indent):
        return []
    end = source.line_start((node.end_lineno or 0) + 1)
    cuts = [Cut(source.line_start(node.lineno), source.line_start(node.lineno + 1))]
    for line in lines:
        start = source.line_start(line)
        if not source.line(line).strip():
            continue
        if source.raw[start : start + indent].strip():
            return []
        cuts.append(Cut(start, start + indent, whole=False))
    return [*cuts, Cut(source.line_start(last + 1), end)]


def has_long_strings(source: Source, node: ast.stmt) -> bool:
    """Whether a string runs over several lines, whose indentation belongs to it."""
    first, last = source.line_start(node.lineno), source.line_start((node.end_lineno or 0) + 1)
    text = source.text(first, last)
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(f"if 1:\n{text}").readline))
    except (tokenize.TokenError, SyntaxError):
        return True
    return any(
        token.start[0] != token.end[0]
        and token.type not in (tokenize.NEWLINE, tokenize.NL, tokenize.DEDENT, tokenize.INDENT)
        for token in tokens
    ) or any(token.string.startswith(('"""', "'''")) and "\n" in token.string for token in tokens)


def _could_be_joined(suite: Suite, source: Source, node: ast.Try, indent: int) -> bool:
    """Whether a formatter would pull broken lines together once they are further left."""
    for statement in node.body:
        for inner in nodes_of(statement):
            if not isinstance(inner, ast.expr) or inner.lineno == inner.end_lineno:
                continue
            text = source.segment(inner)
            words = " ".join(line.strip() for line in text.splitlines())
            flat = words.replace("( ", "(").replace(" )", ")").replace("[ ", "[")
            magic = text.rstrip(")]} \r\n\t").endswith(",")
            fits = inner.col_offset - indent + len(flat) <= suite.config.line_length
            if fits and not magic and "#" not in text:
                return True
    return False
