"""Which names of a file are read although nothing in it binds them."""

import ast
import builtins
import io
import symtable
import tokenize
from collections.abc import Iterator

from codemods.suite.nodes import nodes_of

_IMPLICIT = {"__file__", "__path__", "__class__"}


def unbound_names(raw: bytes) -> set[str]:
    """Names that are read as globals, or at module level, and bound nowhere.

    Args:
        raw: a file that parses.
    """
    encoding = tokenize.detect_encoding(io.BytesIO(raw).readline)[0]
    table = symtable.symtable(raw.decode(encoding), "<suite>", "exec")
    bound = {symbol.get_name() for symbol in table.get_symbols() if _binds(symbol)}
    known = bound | set(dir(builtins)) | _IMPLICIT
    return {name for name in _global_reads(table) if name not in known}


def _binds(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _global_reads(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        top = table.get_type() == "module"
        if symbol.is_referenced() and (symbol.is_global() or (top and not _binds(symbol))):
            yield symbol.get_name()
    for child in table.get_children():
        yield from _global_reads(child)


def defined_twice(tree: ast.Module) -> set[str]:
    """The functions, by class and name, of which a later definition hides an earlier one."""
    found: set[str] = set()
    classes = [node for node in nodes_of(tree) if isinstance(node, ast.ClassDef)]
    holders: list[ast.Module | ast.ClassDef] = [tree, *classes]
    for holder in holders:
        names = [
            node.name
            for node in holder.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        owner = f"{holder.name}." if isinstance(holder, ast.ClassDef) else ""
        found |= {f"{owner}{name}" for name in names if names.count(name) > 1}
    return found
