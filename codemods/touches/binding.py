"""Assignment, and what an iteration gives."""

import ast
from typing import cast

from codemods.touches import expressions, rendered
from codemods.touches.model import Role
from codemods.touches.state import Frame, Reading
from codemods.touches.values import (
    PRIVATE,
    ClassValue,
    Instance,
    Mapped,
    ModuleValue,
    Private,
    Sequential,
    Values,
    settle,
    union,
)


def items(values: Values) -> Values:
    """What iterating over a value may give."""
    return union(
        *(
            union(*value.items)
            if isinstance(value, Sequential)
            else (PRIVATE,)
            if isinstance(value, Private)
            else ()
            for value in values
        )
    )


def bind(reading: Reading, frame: Frame, target: ast.expr, values: Values) -> None:
    """Assign to a name, a tuple of names, an attribute or an item."""
    match target:
        case ast.Name():
            frame.env[target.id] = settle(values)
        case ast.Starred():
            bind(reading, frame, target.value, ())
        case ast.Tuple() | ast.List():
            values = rendered.pair(values)
            whole = values[0] if len(values) == 1 else None
            fits = isinstance(whole, Sequential) and len(whole.items) == len(target.elts)
            for index, part in enumerate(target.elts):
                if fits:
                    bind(reading, frame, part, cast("Sequential", whole).items[index])
                else:
                    unknown = (PRIVATE,) if PRIVATE in values else rendered.one_of(values)
                    bind(reading, frame, part, unknown)
            if not fits:
                reading.hand(frame, target, values)
        case ast.Attribute():
            owners = expressions.evaluate(reading, frame, target.value)
            instances = [owner for owner in owners if isinstance(owner, Instance)]
            for owner in instances:
                owner.attributes[target.attr] = settle(values)
            if not instances:
                lasting = any(isinstance(owner, ClassValue | ModuleValue) for owner in owners)
                reading.hand(frame, target, values, Role.KEPT if lasting else Role.HANDED)
        case ast.Subscript():
            base = expressions.evaluate(reading, frame, target.value)
            known = any(isinstance(value, Mapped) and value.items for value in base)
            role = Role.EMBEDDED if reading.foreign and not known else Role.INSPECTED
            key = expressions.evaluate(reading, frame, target.slice)
            reading.touch(frame, target, key, role, needs_str=True)
            lasting = is_lasting(frame, target.value)
            reading.hand(frame, target, values, Role.KEPT if lasting else Role.HANDED)
        case _:
            reading.hand(frame, target, values)


def is_lasting(frame: Frame, node: ast.expr) -> bool:
    """Whether an expression is a container of the module itself, which outlives the test."""
    return (
        isinstance(node, ast.Name)
        and node.id not in frame.env
        and node.id in frame.module.constants
    )
