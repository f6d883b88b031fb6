"""Where a mark goes that some tests need: above all of a module, a class, or each test."""

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Class, Module, Suite, Test
from codemods.suite.names import class_chain
from codemods.suite.source import Source
from codemods.transforms.primitives.groups import decorator
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.spelling import style_of

_BEHIND_AN_IMPORT = 1
"""Rank of what goes to the end of the imports, where one may be inserted too."""


def group_edits(suite: Suite, tests: Collection[str], name: str) -> list[Edit]:
    """The edits that put all these tests, and no others, into the group ``name``.

    Raises:
        RefusedRewrite: a mark on one of them would be on others too.
    """
    edits: dict[Edit, None] = {}
    for path in dict.fromkeys(test.partition("::")[0] for test in tests):
        edits.update(dict.fromkeys(_of_module(suite, suite.modules[path], tests, name)))
    return list(edits)


def _of_module(suite: Suite, module: Module, tests: Collection[str], name: str) -> Iterator[Edit]:
    here = suite.tests.of(module.path)
    wanted = [test for test in here if test.id in tests]
    tops = {_top_class(test) for test in here}
    if len(here) > 1 and len(wanted) == len(here) and (None in tops or len(tops) > 1):
        marked = _above_module(suite, module, name)
        if marked:
            yield from marked
            return
    for top in dict.fromkeys(_top_class(test) for test in wanted):
        group = [test for test in wanted if _top_class(test) == top]
        cls = module.classes.get(top) if top else None
        if cls and len(group) > 1 and _is_whole(suite, cls, tests):
            yield from _decorated(suite, module, cls.node, name)
            continue
        for test in group:
            _check_alone(suite, test, tests)
            home = suite.modules[test.function.module]
            yield from _decorated(suite, home, test.function.node, name)


def _top_class(test: Test) -> str | None:
    parts = test.id.split("::")
    return parts[1] if len(parts) > 2 else None


def _is_whole(suite: Suite, cls: Class, tests: Collection[str]) -> bool:
    """Whether a mark on a class is on these tests only, those of its subclasses among them."""
    return all(
        test.id in tests
        for test in suite.tests_of(cls.module)
        if test.id.startswith(f"{cls.module}::{cls.qualname}::")
        or (test.cls and cls in class_chain(test.cls, suite.modules, suite.config))
    )


def _check_alone(suite: Suite, test: Test, tests: Collection[str]) -> None:
    for other in suite.tests_of(test.function.module):
        if other.function is test.function and other.id not in tests:
            raise RefusedRewrite(
                f"a mark on {test.function.qualname} would be on {other.id} too, which does not "
                "touch it"
            )


def _decorated(
    suite: Suite,
    module: Module,
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
    name: str,
) -> Iterator[Edit]:
    source = module.source
    text, edits = decorator(module, name, style_of(source).quote)
    yield from edits
    line = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    at = source.line_start(line)
    yield replacing(source, at, at, f"{source.indent(line)}@{text}{source.newline}")


def _above_module(suite: Suite, module: Module, name: str) -> list[Edit] | None:
    """``pytestmark`` with the mark in it; ``None`` where it is not a plain assignment."""
    source = module.source
    text, edits = decorator(module, name, style_of(source).quote)
    if "pytestmark" not in module.bound:
        at = _behind_imports(source)
        if at is None or not (edits or _is_bound_above(module, text.partition(".")[0], at)):
            return None
        new = f"{source.newline}pytestmark = {text}{source.newline}"
        return [*edits, replace(replacing(source, at, at, new), rank=_BEHIND_AN_IMPORT)]
    assigned = [
        node
        for node in source.tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "pytestmark"
    ]
    value = module.constants.get("pytestmark")
    if len(assigned) != 1 or value is not assigned[0].value or edits:
        return None
    if isinstance(value, ast.List | ast.Tuple):
        return _appended(source, value, text)
    if not isinstance(value, ast.Call | ast.Attribute | ast.Name):
        return None
    return _listed(suite, source, value, text)


def _behind_imports(source: Source) -> int | None:
    """The start of the line behind the imports at the top of a module."""
    last = 0
    for index, node in enumerate(source.tree.body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            last = node.end_lineno or node.lineno
        elif not (index == 0 and isinstance(node, ast.Expr)):
            break
    return source.line_start(last + 1) if last else None


def _is_bound_above(module: Module, name: str, at: int) -> bool:
    return any(
        isinstance(node, ast.Import | ast.ImportFrom)
        and module.source.span(node)[1] <= at
        and any((alias.asname or alias.name) == name for alias in node.names)
        for node in module.source.tree.body
    )


def _appended(source: Source, value: ast.List | ast.Tuple, text: str) -> list[Edit] | None:
    """One more element, on a line of its own where the others are."""
    if not value.elts:
        return None
    last = value.elts[-1]
    at = source.span(last)[1]
    behind = source.text(at, source.span(value)[1])
    if value.end_lineno == last.end_lineno:
        return [replacing(source, at, at, f", {text}")]
    if not behind.startswith(",") or last.lineno == value.lineno:
        return None
    line = (last.end_lineno or last.lineno) + 1
    start = source.line_start(line)
    new = f"{source.indent(last.lineno)}{text},{source.newline}"
    return [replacing(source, start, start, new)]


def _listed(suite: Suite, source: Source, value: ast.expr, text: str) -> list[Edit]:
    """A list of the one mark that was there and the new one."""
    start, end = source.span(value)
    old = source.segment(value)
    head = source.text(source.line_start(value.lineno), start)
    if "\n" not in old and len(f"{head}[{old}, {text}]") <= suite.config.line_length:
        return [replacing(source, start, start, "["), replacing(source, end, end, f", {text}]")]
    break_ = source.newline
    inner = old.replace("\n", "\n    ")
    new = f"[{break_}    {inner},{break_}    {text},{break_}]"
    return [replacing(source, start, end, new)]


__all__: Sequence[str] = ("group_edits",)
