"""A constant that functions look up when they run points below ``tmp_path`` while a test runs."""

import ast

from codemods.suite.model import Module, Suite
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.classes import uses_pytest
from codemods.transforms.primitives.definitions import constants_of
from codemods.transforms.primitives.hosts import Hosting, function_at
from codemods.transforms.primitives.moving import above_definitions
from codemods.transforms.primitives.replacing import NotApplicable, RefusedRewrite, replacing
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.spelling import quoted, style_of
from codemods.transforms.primitives.writing import Ground, spell

_LATE = frozenset({Hosting.PARAMETER, Hosting.HELPER, Hosting.OBJECT, Hosting.METHOD})


def by_repointing(work: Rewriting) -> None:
    """An autouse fixture gives the constants of a test module another value for each test.

    Raises:
        RefusedRewrite: a constant is needed earlier, or by somebody who would not see that.
    """
    definitions = constants_of(work)
    if any("." in name for _, name in definitions):
        raise NotApplicable("its path is that of a class attribute")
    if not {place.kind for place in work.component.places} <= _LATE:
        raise NotApplicable("its path is needed before any fixture exists")
    homes = {path for path, _ in definitions}
    module = work.suite.modules[homes.pop()] if len(homes) == 1 else None
    if module is None or module.kind != "test" or not uses_pytest(module):
        raise NotApplicable("its constant is not that of one module that uses pytest")
    for place in work.component.places:
        function = function_at(work.suite, place.function)
        if function is None or function.kind == "xunit" or place.missing:
            raise RefusedRewrite("its constant is used before the fixtures of a test")
    names = sorted(name for _, name in definitions)
    for name in names:
        if _is_needed_early(work.suite, module, name):
            raise RefusedRewrite(f"{name} is also used where a new value would not be seen")
    work.tidy()
    source, style = module.source, style_of(module.source)
    fixture = f"{names[0].lower().strip('_')}_in_tmp_path"
    if fixture in module.bound:
        raise RefusedRewrite(f"{module.path} calls something else {fixture}")
    lines = ["@pytest.fixture(autouse=True)", f"def {fixture}(tmp_path, monkeypatch):"]
    for name in names:
        spelling = definitions[module.path, name]
        value = spell(
            spelling.origin, work.component.anchor, Ground("tmp_path"), work.suite, source
        )
        value = f"str({value})" if spelling.origin.kind == "str" else value
        lines.append(f"    monkeypatch.setitem(globals(), {quoted(name, style)}, {value})")
    if any(len(line) > work.suite.config.line_length for line in lines):
        raise RefusedRewrite("the fixture that gives the constant a value would be too wide")
    at = above_definitions(source)
    break_ = source.newline
    work.add([replacing(source, at, at, break_.join((*lines, "", "", "")))])
    work.repointed = frozenset(definitions)


def is_repointed_by(one: Rewriting, other: Rewriting) -> bool:
    """Whether the fixture of the other one gives a test all the constants that it spells anew."""
    if one is other or one.away or not other.repointed:
        return False
    try:
        definitions = constants_of(one)
    except NotApplicable:
        return False
    return bool(definitions) and definitions.keys() <= other.repointed


def _is_needed_early(suite: Suite, module: Module, name: str) -> bool:
    """Whether a constant is used outside the bodies of functions of its own module."""
    if any(suite.modules[path].stars for path in suite.modules.users(module.path)):
        return True
    for other in suite.mentioning(name):
        if other is not module and name in other.imports:
            return True
        if other is not module and any(
            isinstance(node, ast.Attribute) and node.attr == name
            for node in nodes_of(other.source.tree)
        ):
            return True
    late: set[int] = set()
    for node in nodes_of(module.source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            late |= {id(inner) for statement in node.body for inner in nodes_of(statement)}
        if isinstance(node, ast.Global) and name in node.names:
            return True
    return any(
        isinstance(node, ast.Name)
        and node.id == name
        and isinstance(node.ctx, ast.Load)
        and id(node) not in late
        for node in nodes_of(module.source.tree)
    )
