"""What must hold of every rewrite, seen without the eyes of the product.

Nothing here uses `codemods`: edits are spliced anew, names are looked up by the compiler's own
tables and by pyflakes, comments by `tokenize`.
"""

import ast
import io
import symtable
import tokenize
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any


def spliced(raw: bytes, edits: Iterable[Any]) -> bytes:
    """The bytes with these edits put in, from the last to the first."""
    content = raw
    distinct = {(it.start, it.end, it.rank, it.after): it for it in edits}
    for key in sorted(distinct, reverse=True):
        edit = distinct[key]
        assert raw[edit.start : edit.end] == edit.before, f"{edit} is not what stands there"
        content = content[: edit.start] + edit.after + content[edit.end :]
    return content


def encoding_of(raw: bytes) -> str:
    return tokenize.detect_encoding(io.BytesIO(raw).readline)[0]


def text_of(raw: bytes) -> str:
    return raw.decode(encoding_of(raw))


@dataclass(frozen=True)
class Use:
    """What a name is in one scope."""

    parameter: bool
    local: bool
    bound: bool


def names_lost(before: bytes, after: bytes) -> Iterator[str]:
    """What is wrong with the names of the new file that is not wrong with those of the old one."""
    yield from _unbound(before, after)
    yield from _captured(before, after)


def _unbound(before: bytes, after: bytes) -> Iterator[str]:
    for name in sorted(_global_reads(after) - _global_reads(before)):
        yield f"{name} is read and nothing binds it"


def _global_reads(raw: bytes) -> set[str]:
    top = symtable.symtable(text_of(raw), "x", "exec")
    builtin = set(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__)
    bound = {it.get_name() for it in top.get_symbols() if it.is_assigned() or it.is_imported()}
    bound |= builtin | {"__file__", "__class__", "__name__"}
    found: set[str] = set()
    tables = [top]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for it in table.get_symbols():
            if it.is_declared_global() and it.is_assigned():
                bound.add(it.get_name())
            if it.is_referenced() and (it.is_global() or table is top):
                found.add(it.get_name())
    return found - bound


def _captured(before: bytes, after: bytes) -> Iterator[str]:
    """Names that meant something of the module before, and something of the function after."""
    old, new = _scopes(before), _scopes(after)
    for scope, names in new.items():
        for name, use in names.items():
            was = old.get(scope, {}).get(name)
            if was is None:
                continue
            if use.parameter and not was.parameter:
                yield f"{scope}: {name} was no parameter and is one"
            if was.parameter and not use.parameter and use.local:
                yield f"{scope}: {name} was a parameter and is none"
            if use.local and not was.local:
                yield f"{scope}: {name} came from outside and is the function's own"
            if was.local and not use.local:
                yield f"{scope}: {name} was the function's own and comes from outside"


def _scopes(raw: bytes) -> dict[str, dict[str, Use]]:
    top = symtable.symtable(text_of(raw), "x", "exec")
    found: dict[str, dict[str, Use]] = {}
    seen: Counter[str] = Counter()
    tables = [("", top)]
    while tables:
        prefix, table = tables.pop()
        for child in table.get_children():
            named = child.get_type() in ("function", "class") and child.get_name().isidentifier()
            if not named:
                continue
            name = f"{prefix}.{child.get_name()}"
            seen[name] += 1
            tables.append((name, child))
            found[f"{name}#{seen[name]}"] = {
                it.get_name(): Use(it.is_parameter(), it.is_local(), it.is_assigned())
                for it in child.get_symbols()
            }
    return found


_WATCHED = {
    "UndefinedName",
    "UndefinedLocal",
    "UndefinedExport",
    "RedefinedWhileUnused",
    "DuplicateArgument",
    "UnusedImport",
    "UnusedVariable",
    "FStringMissingPlaceholders",
    "PercentFormatExtraNamedArguments",
    "IfTuple",
    "IsLiteral",
}


def complaints(before: Collection[bytes], after: Collection[bytes]) -> Iterator[str]:
    """What pyflakes says of the new files and not of the old ones, between which code may move."""
    old, new = (sum((_flakes(raw) for raw in raws), Counter[str]()) for raws in (before, after))
    unused = {
        f"UnusedImport: {name!r} imported but unused" for it in before for name in _hidden(it)
    }
    yield from sorted(it for it in (new - old).elements() if it not in unused)


def _hidden(raw: bytes) -> set[str]:
    """Imports that nobody uses, which pyflakes takes for used where an alias of theirs is."""
    nodes = list(ast.walk(ast.parse(raw)))
    names = [name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    aliased = {name.name for name in names if name.asname}
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    plain = {name.name for name in names if not name.asname}
    return {name for name in aliased & plain if name.partition(".")[0] not in used}


def _flakes(raw: bytes) -> "Counter[str]":
    from pyflakes.checker import Checker

    lines = io.StringIO(text_of(raw), newline=None).read().split("\n")
    found: Counter[str] = Counter()
    for it in Checker(ast.parse(raw), filename="x").messages:
        kind, line = type(it).__name__, lines[it.lineno - 1]
        # Imports under a condition, on a shared line or with a comment are somebody's decision, and
        # what a star brings nobody has to need.
        decided = it.col or ";" in line or "#" in line or "import *" in line
        told = kind == "UnusedImport" and decided
        if kind in _WATCHED and not told:
            args = it.message_args
            found[f"{kind}: {it.message % args if isinstance(args, tuple) else ''}"] += 1
    return found


def comments(raw: bytes) -> "Counter[str]":
    """The comments of a file, without blanks behind them."""
    readline = io.StringIO(text_of(raw).removeprefix("\ufeff"), newline=None).readline
    return Counter(
        token.string.rstrip()
        for token in tokenize.generate_tokens(readline)
        if token.type == tokenize.COMMENT
    )


def same_line_ends(before: bytes, after: bytes) -> bool:
    """Whether a file whose lines all end alike still does, with the same end."""
    kinds = [{"\r\n", "\r", "\n"} & set(_ends(raw)) for raw in (before, after)]
    return len(kinds[0]) != 1 or kinds[0] == kinds[1]


def _ends(raw: bytes) -> Iterator[str]:
    text = raw.decode("latin-1")
    yield from ("\r\n" for _ in range(text.count("\r\n")))
    rest = text.replace("\r\n", "")
    yield from (letter for letter in rest if letter in "\r\n")
