"""Sets that operators change where they are made: ``NAMES -= OTHERS`` below ``NAMES``."""

import ast

from codemods.suite.model import Module
from codemods.suite.nodes import nodes_of


def worked_out(module: Module, name: str) -> ast.expr | None:
    """What a module makes of a name, as one expression; ``None`` if it is bound in other ways."""
    made: ast.expr | None = None
    times = 0
    for statement in module.source.tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                if made:
                    return None
                made, times = value, 1
            case ast.AugAssign(
                target=ast.Name(id=target),
                op=(ast.Sub() | ast.BitOr() | ast.BitAnd() | ast.BitXor()) as op,
                value=value,
            ) if target == name and made:
                made, times = ast.copy_location(ast.BinOp(made, op, value), made), times + 1
    if times < 2:
        return None
    bound = sum(
        isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
        for node in nodes_of(module.source.tree)
    )
    return made if bound == times else None
