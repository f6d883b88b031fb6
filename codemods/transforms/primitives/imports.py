"""Imports that new code needs, where a person who sorts imports would put them."""

import ast
import sys
from collections.abc import Collection, Iterator
from dataclasses import replace

from codemods.edits.model import LEADING, Edit
from codemods.suite.model import Import, Module
from codemods.suite.source import Source
from codemods.transforms.primitives.replacing import RefusedRewrite, encoded, replacing

_STANDARD, _OTHERS, _BELOW = -7, -5, -3  # ranks, with room between for a blank line
_LAST = "tempfile"  # of the modules that come together, by the alphabet


def from_import(module: Module, home: str, name: str) -> list[Edit]:
    """``from home import name``."""
    return same_import(module, Import(home, name), name)


def same_import(module: Module, found: Import, name: str) -> list[Edit]:
    """The import by which another module knows ``found`` as ``name``."""
    return _insert(module, import_statement(found, name), found)


def import_statement(found: Import, name: str) -> str:
    """The statement that binds ``name`` to what was imported."""
    if found.attribute is None:
        return f"import {found.module}" + (f" as {name}" if name != found.module else "")
    renamed = f" as {name}" if name != found.attribute else ""
    return f"from {found.module} import {found.attribute}{renamed}"


def import_section(found: Import, own: Collection[str]) -> int:
    """0 for the standard library, 1 for other packages, 2 for the project's ``own`` code."""
    top = found.module.partition(".")[0]
    if top in sys.stdlib_module_names:
        return 0
    return 2 if top in own or found.module.startswith(".") else 1


def import_order(found: Import) -> tuple[int, str]:
    """By what imports of one kind are sorted."""
    return int(found.attribute is not None), found.module


def plain_imports(module: Module, *names: str, apart: bool = True) -> list[Edit]:
    """``import name`` for each name that the module does not know yet.

    Args:
        apart: whether no other import of the same kind comes with them.

    Raises:
        RefusedRewrite: the module calls something else by such a name.
    """
    edits: list[Edit] = []
    for name in names:
        found = module.imports.get(name)
        if found and found.dotted == name and _is_at_top(module, name):
            continue
        if name in module.bound:
            raise RefusedRewrite(f"{module.path} calls something else {name}")
        last = name == (_LAST if _LAST in names else names[-1])
        edits += _insert(module, f"import {name}", Import(name), apart=apart and last)
    return _parted(module.source, edits)


def _parted(source: Source, edits: list[Edit]) -> list[Edit]:
    """The same, with a blank line between imports of two kinds where they are the first."""
    ranks = {edit.rank: edit for edit in edits}
    if ranks.keys() >= {_STANDARD, _OTHERS}:
        blank = replace(ranks[_STANDARD], after=encoded(source, source.newline), rank=_STANDARD + 1)
        return [*edits, blank]
    return edits


def joiner(module: Module, *, apart: bool = True) -> tuple[str, list[Edit]]:
    """How a module calls ``os.path.join``, and what it has to import for that."""
    known = {found.dotted: name for name, found in module.imports.items()}
    for dotted, tail in (("os.path.join", ""), ("os.path", ".join"), ("os", ".path.join")):
        if dotted in known and _is_at_top(module, known[dotted]):
            return known[dotted] + tail, []
    return "os.path.join", plain_imports(module, "os", apart=apart)


def path_type(module: Module) -> str:
    """How a module calls ``pathlib.Path``; ``Path`` where it does not know it."""
    known = {found.dotted: name for name, found in module.imports.items()}
    if "pathlib.Path" in known:
        return known["pathlib.Path"]
    return f"{known['pathlib']}.Path" if "pathlib" in known else "Path"


def _is_at_top(module: Module, name: str) -> bool:
    """Whether a name is imported by a statement that surely runs."""
    return any(
        isinstance(node, ast.Import | ast.ImportFrom)
        and any((alias.asname or alias.name.partition(".")[0]) == name for alias in node.names)
        for node in module.source.tree.body
    )


def _insert(module: Module, statement: str, found: Import, *, apart: bool = True) -> list[Edit]:
    """The edit; ``apart`` if a blank line may have to part it from imports of another kind."""
    source = module.source
    text = statement + source.newline
    kind, order = import_section(found, module.own), import_order(found)
    imports = leading_imports(source)
    kinds = [_kind_of_statement(node, module) for node in imports]
    own = [node for node, other in zip(imports, kinds, strict=True) if other == kind]
    before = [node for node in own if _import_order(node) < order]
    above = [node for node, other in zip(imports, kinds, strict=True) if other < kind]
    if before:
        line = (before[-1].end_lineno or before[-1].lineno) + 1
    elif own:
        line = own[0].lineno
    elif above:
        line = (above[-1].end_lineno or 0) + 1
        text = source.newline + text
    elif imports:
        line = imports[0].lineno
        text += source.newline * apart
    else:
        return list(_first(source, text, _OTHERS if kind else _STANDARD))
    at = source.line_start(line)
    rank = (_OTHERS + 1 if kind else _STANDARD - 1) + order[0]
    return [replace(replacing(source, at, at, text), rank=rank)]


def _kind_of_statement(node: ast.Import | ast.ImportFrom, module: Module) -> int:
    if getattr(node, "level", 0):
        return 2
    return import_section(Import(_top_module(node)), module.own)


def _first(source: Source, text: str, rank: int) -> Iterator[Edit]:
    """An import for a file that has none: what is around it comes with whichever is first."""
    line = _line_above_all(source)
    above = source.line(line - 1).strip() if line > 1 else b""
    while not above and line > 1 and not source.line(line - 1).strip():
        line -= 1
    at = source.line_start(line)
    if line > 1:
        yield replace(replacing(source, at, at, source.newline), rank=LEADING)
    yield replace(replacing(source, at, at, text), rank=rank)
    if source.line(line).strip():
        yield replace(replacing(source, at, at, source.newline * 2), rank=_BELOW)


def leading_imports(source: Source) -> list[ast.Import | ast.ImportFrom]:
    """The imports at the top of a file, up to the first code that is none."""
    found: list[ast.Import | ast.ImportFrom] = []
    for index, node in enumerate(source.tree.body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            if not _is_future(node):
                found.append(node)
        elif found or not (index == 0 and isinstance(node, ast.Expr)):
            break
    if found:
        return found
    return [
        n
        for n in source.tree.body
        if isinstance(n, ast.Import | ast.ImportFrom) and not _is_future(n)
    ][:1]


def _line_above_all(source: Source) -> int:
    """The line behind the documentation and the imports from ``__future__``."""
    body = source.tree.body
    documented = ast.get_docstring(source.tree, clean=False) is not None
    head = [node for node in body if _is_future(node)] or body[: int(documented)]
    if head:
        return (head[-1].end_lineno or 0) + 1
    node = body[0]
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(int(decorator.lineno) for decorator in decorators)])


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _top_module(node: ast.Import | ast.ImportFrom) -> str:
    if isinstance(node, ast.Import):
        return node.names[0].name.partition(".")[0]
    return "" if node.level else (node.module or "").partition(".")[0]


def _import_order(node: ast.Import | ast.ImportFrom) -> tuple[int, str]:
    if isinstance(node, ast.Import):
        return 0, node.names[0].name
    return 1, node.module or ""
