"""What stands in a function, found in one walk through it."""

import ast
from dataclasses import dataclass
from functools import lru_cache

from codemods.suite.model import FunctionNode
from codemods.suite.nodes import nodes_of
from codemods.touches.model import Wording


@dataclass(frozen=True, slots=True)
class Contents:
    """What a function holds, with all that is nested in it.

    Attributes:
        literals: its strings and bytes, but for its docstring.
        yields: whether it gives values one by one.
    """

    literals: tuple[Wording, ...]
    yields: bool


@lru_cache(maxsize=65536)
def contents(node: FunctionNode, key: str) -> Contents:
    """What a function of a key holds."""
    documentation = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    ignored = documentation.value if isinstance(documentation, ast.Expr) else None
    literals: list[Wording] = []
    yields = False
    for inner in nodes_of(node):
        if isinstance(inner, ast.Constant):
            value = inner.value
            if isinstance(value, str) and inner is not ignored:
                literals.append(Wording(key, value, node=inner))
            elif isinstance(value, bytes):
                text = value.decode("latin-1")
                literals.append(Wording(key, text, encoded=True, node=inner))
        elif isinstance(inner, ast.Yield):
            yields = True
    return Contents(tuple(literals), yields)
