"""All places that spell the number of a port: in digits, in a text, by the name of a constant."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from codemods.suite.model import Function, Module, Suite
from codemods.suite.modules import words
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.nesting import nesting
from codemods.transforms.primitives.port_numbers import number_of, plain_number

Spelling = Literal["number", "text", "name", "template", "derived"]

_DEFINES = ast.Assign | ast.AnnAssign


@dataclass(frozen=True, eq=False, slots=True)
class Use:
    """A place that spells a number: itself, in a text, or by the name of a constant.

    Attributes:
        node: the expression to be written anew; for a template, the whole f-string.
        binds: whether it is what gives a constant its value.
        origins: the constants with an address, made from the number, that the place names; each
            with its value and the module that holds it.
    """

    module: Module
    function: Function | None
    node: ast.expr
    spelling: Spelling
    binds: bool = False
    origins: tuple[tuple[str, ast.expr, Module], ...] = ()

    @property
    def where(self) -> str:
        return f"{self.module.path}:{self.node.lineno}"


@lru_cache(maxsize=64)
def uses_of(suite: Suite, port: int) -> tuple[Use, ...]:
    """Every place in the suite, and in the code that it imports, that spells a number."""
    found: list[Use] = []
    names = _constant_names(suite, port)
    for module in suite.modules.holding(words(str(port), *names).search):
        found += _uses_in(suite, module, port, names)
    made = [use for use in found if use.binds and use.spelling in ("text", "template")]
    return (*found, *_derived(suite, made)) if made else tuple(found)


def _derived(suite: Suite, made: list[Use]) -> Iterator[Use]:
    """The places that name a constant that is made from the number."""
    values = {id(use.node): use for use in made}
    names = {
        ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
        for node in (nesting(use.module).statement(use.node) for use in made)
        if isinstance(node, ast.Assign | ast.AnnAssign)
    }
    for module in suite.mentioning(*(name.rpartition(".")[2] for name in names)) if names else ():
        tree = nesting(module)
        for node in nodes_of(module.source.tree):
            if isinstance(node, ast.Attribute) and node.attr in names:
                yield Use(module, None, node, "derived")  # nobody can tell what it is part of
            if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
                continue
            number = number_of(suite, module, node) if node.id in names else None
            use = values.get(id(number.value)) if number else None
            if use is None:
                continue
            template = _template(module, node)
            yield Use(
                module,
                tree.function(node),
                template or node,
                "derived",
                origins=((node.id, use.node, use.module),),
            )


def _constant_names(suite: Suite, port: int) -> frozenset[str]:
    found: set[str] = set()
    for module in suite.modules.holding(words(str(port)).search):
        found |= {name for name, value in module.constants.items() if plain_number(value) == port}
        for cls in module.classes.values():
            found |= {name for name, value in cls.constants.items() if plain_number(value) == port}
        for node in nodes_of(module.source.tree):
            if isinstance(node, ast.Assign) and plain_number(node.value) == port:
                found |= {t.attr for t in node.targets if isinstance(t, ast.Attribute)}
    return frozenset(found)


def _uses_in(suite: Suite, module: Module, port: int, names: frozenset[str]) -> Iterator[Use]:
    tree = nesting(module)
    documentation = _documentation(module)
    templates: set[int] = set()
    for node in nodes_of(module.source.tree):
        if not isinstance(node, ast.expr) or id(node) in documentation:
            continue
        spelling = _spelling(suite, module, node, port, names)
        if spelling is None:
            continue
        template = _template(module, node)
        if template is not None and id(template) in templates:
            continue
        if template is not None:
            templates.add(id(template))
        function = tree.function(node)
        statement = tree.statement(node)
        binds = isinstance(statement, _DEFINES) and _binds(statement, template or node)
        binds = binds and (spelling == "number" or function is None)
        yield Use(module, function, template or node, "template" if template else spelling, binds)


def _binds(statement: ast.Assign | ast.AnnAssign, node: ast.expr) -> bool:
    """Whether a number is the value of a name, alone or in a tuple of values."""
    if statement.value is node:
        return True
    return isinstance(statement.value, ast.Tuple) and any(
        node is part for part in statement.value.elts
    )


def _spelling(
    suite: Suite, module: Module, node: ast.expr, port: int, names: frozenset[str]
) -> Spelling | None:
    if isinstance(node, ast.Constant):
        if plain_number(node) == port:
            return "number"
        value = node.value
        if isinstance(value, bytes):
            value = value.decode("latin-1")
        if isinstance(value, str) and spelled(port).search(value):
            return "text"
        return None
    known = (isinstance(node, ast.Name) and node.id in names) or (
        isinstance(node, ast.Attribute) and node.attr in names
    )
    if not known or not isinstance(getattr(node, "ctx", None), ast.Load):
        return None
    number = number_of(suite, module, node)
    same = number is not None and number.kind not in ("local", "default") and number.port == port
    return "name" if same else None


@lru_cache(maxsize=512)
def spelled(port: int) -> re.Pattern[str]:
    """A pattern for the number where it is not a part of a longer word."""
    return re.compile(rf"(?<![\w.]){port}(?!\w)")


def named_in_text(port: int, text: bytes) -> bool:
    """Whether a file that is not Python spells a number."""
    return bool(spelled(port).search(text.decode("latin-1")))


def _template(module: Module, node: ast.expr) -> ast.JoinedStr | None:
    """The f-string that holds a node, in its text or between braces; the outermost."""
    found: ast.JoinedStr | None = None
    for one in nesting(module).above(node):
        if isinstance(one, ast.JoinedStr):
            found = one
        elif isinstance(one, ast.stmt):
            break
    return found


@lru_cache(maxsize=256)
def _documentation(module: Module) -> frozenset[int]:
    """The strings that are statements by themselves."""
    return frozenset(
        id(node.value)
        for node in nodes_of(module.source.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )
