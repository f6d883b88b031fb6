"""The worked-out arguments of a call."""

import ast
from dataclasses import dataclass

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
