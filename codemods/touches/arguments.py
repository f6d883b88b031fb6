"""The worked-out arguments of a call."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from codemods.touches.values import (
    Values,
)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The worked-out arguments of one call."""

    node: ast.Call
    positional: tuple[Values, ...]
    keywords: dict[str, Values]
    starred: bool = False

    def at(self, index: int, keyword: str) -> Values:
        """The argument at a position or under a keyword; unknown if it is neither."""
        if index < len(self.positional):
            return self.positional[index]
        return self.keywords.get(keyword, ())

    def expression(self, index: int, keyword: str) -> ast.expr | None:
        """The expression of that argument."""
        if index < len(self.node.args):
            return self.node.args[index]
        return next((k.value for k in self.node.keywords if k.arg == keyword), None)

    def everything(self) -> list[Values]:
        return [*self.positional, *self.keywords.values()]

    def flag(self, keyword: str) -> bool:
        """Whether a keyword is given as something other than a false constant."""
        value = next((k.value for k in self.node.keywords if k.arg == keyword), None)
        if value is None:
            return False
        return not isinstance(value, ast.Constant) or bool(value.value)

    def constants(self) -> Iterator[str]:
        """What is given as true, false or nothing, and where."""
        given = [*enumerate(self.node.args), *((it.arg, it.value) for it in self.node.keywords)]
        for place, node in given:
            if _is_flag(node):
                yield f"{place}={ast.unparse(node)}"

    def flags(self, signature: ast.arguments, names: Sequence[str]) -> dict[str, bool | None]:
        """The parameters that are true, false or nothing in this call, by constants alone.

        Args:
            names: of the positional ones that the call may give.
        """
        if self.starred or any(keyword.arg is None for keyword in self.node.keywords):
            return {}
        positional = [it.arg for it in (*signature.posonlyargs, *signature.args)]
        nodes: dict[str, ast.expr | None] = dict(
            zip(reversed(positional), reversed(signature.defaults), strict=False)
        )
        keyword_only = (it.arg for it in signature.kwonlyargs)
        nodes |= zip(keyword_only, signature.kw_defaults, strict=True)
        nodes |= dict.fromkeys((*names[: len(self.positional)], *self.keywords))
        if len(self.node.args) == len(self.positional):
            nodes |= zip(names, self.node.args, strict=False)
        nodes |= {it.arg: it.value for it in self.node.keywords if it.arg in self.keywords}
        return {name: node.value for name, node in nodes.items() if _is_flag(node)}


class _Flag(ast.Constant):
    """A constant that is true, false or nothing."""

    value: bool | None


def _is_flag(node: ast.expr | None) -> TypeGuard[_Flag]:
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool))
