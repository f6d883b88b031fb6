"""Functions whose bodies are parsed again when they are asked for.

A syntax tree takes thirty times the memory of its text, and of most functions of a large suite
nobody asks for more than the head. A whole file is parsed all the same, lest an error in it be
missed.
"""

import ast
import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from codemods.suite.source import Source


def parsed(code: bytes) -> ast.Module:
    """The tree of a piece of code; what Python would warn of in it is the suite's own affair."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(code)


def put_off(source: "Source") -> None:
    """Drop the bodies of the functions of a file and of its classes, until they are asked for."""
    if source.encoding not in ("utf-8", "utf-8-sig"):
        return  # a piece of the file would not say how it is encoded
    for node in _functions(source.tree.body):
        first = node.body[0]
        if source.line(first.lineno)[: first.col_offset].strip():
            continue  # it stands on the line of the head
        line = source.first_line(first)
        del node.body
        # One that is made anew is half as large as one that a name more than it holds is put into.
        node.__dict__ = {**node.__dict__, "put_off": (source, line, node.end_lineno)}
        node.__class__ = FunctionDef if isinstance(node, ast.FunctionDef) else AsyncFunctionDef


def _functions(body: Iterable[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body)


def _body(node: Any) -> list[ast.stmt]:
    source, first, last = node.put_off
    code = b"\n" * (first - 2) + b"if True:\n" + source.lines(first, last) + b"\n"
    [block] = parsed(code).body
    del node.put_off
    assert isinstance(block, ast.If)
    return block.body


class FunctionDef(ast.FunctionDef):
    """A function without its body: tools that go by the names of classes know it as any other."""

    __slots__ = ()
    body = cached_property(_body)


class AsyncFunctionDef(ast.AsyncFunctionDef):
    """The same of an ``async def``."""

    __slots__ = ()
    body = cached_property(_body)
