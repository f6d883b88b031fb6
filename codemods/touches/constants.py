"""What a constant of a module is, worked out by itself."""

import ast
from functools import lru_cache

from codemods.suite.model import Module, Suite
from codemods.touches.expressions import evaluate
from codemods.touches.state import Frame, Reading
from codemods.touches.values import Text, texts

_BUDGET = 2_000
_SEVERAL = (ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


@lru_cache(maxsize=1024)
def constant_text(suite: Suite, module: Module, value: ast.expr) -> Text | None:
    """The one text that an expression at module level gives; ``None`` if it is not just one."""
    if isinstance(value, _SEVERAL):
        return None
    reading = Reading(suite, budget=_BUDGET)
    found = evaluate(reading, Frame(module, module.path, "module"), value)
    return texts(found)[0] if len(found) == 1 and len(texts(found)) == 1 else None
