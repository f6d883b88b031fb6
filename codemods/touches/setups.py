"""Fixtures that are read for no test in particular: what they do may be the same for all."""

from dataclasses import dataclass, replace
from functools import cached_property

from codemods.suite.model import Function, Suite
from codemods.suite.signatures import keyword_only, positional
from codemods.touches.bodies import run_body
from codemods.touches.builtin import builtin_values
from codemods.touches.shared import WHOLE, Budgets, Shared
from codemods.touches.state import Frame, Reading
from codemods.touches.values import (
    ClassValue,
    ModuleValue,
    Private,
    Ref,
    Rendered,
    Sequential,
    Text,
    Value,
    Values,
    settle,
)

_MOST_ROUNDS = 8
"""How often a set-up is read: what was cut off is read the next time, as what is known is free."""
_CONSTANT = (Text, Ref, Private, Rendered, ClassValue, ModuleValue)


@dataclass(frozen=True)
class Alone:
    """The set-up of a fixture, with nothing known of what fixtures of the suite give to it.

    Attributes:
        asked: the names of these.
        result: what it gives.
    """

    reading: Reading
    asked: frozenset[str]
    result: Values

    @cached_property
    def is_repeatable(self) -> bool:
        """Whether all that it does to the reading of a test is to add to it."""
        it = self.reading
        elsewhere = it.moved or it.lists_own or it.faked or it.incomplete or it.unseen
        return not elsewhere and all(map(_is_constant, self.result))


def read_alone(suite: Suite, shared: Shared, function: Function, budgets: Budgets) -> Alone | None:
    """What a fixture does and gives, ``None`` if it is a method or looks up others by name.

    Args:
        budgets: how far it is read.
    """
    key = function.key, budgets
    if key not in shared.alone:
        shared.alone[key] = _read_alone(suite, shared, function, budgets)
    return shared.alone[key]


def _read_alone(suite: Suite, shared: Shared, function: Function, budgets: Budgets) -> Alone | None:
    node = function.node
    if function.owner or node.args.defaults or any(node.args.kw_defaults):
        return None
    names = (*positional(node), *keyword_only(node))
    looked_up: list[str] = []

    def ask(name: str) -> Values:
        looked_up.append(name)
        return ()

    cut = 0
    for _ in range(_MOST_ROUNDS):
        reading = shared.reading(suite, budgets)
        reading.fixture = ask
        frame = Frame(suite.modules[function.module], function.key, "body")
        frame.env |= {name: builtin_values(name) for name in names}
        result = settle(run_body(reading, frame, node, function.key))
        if reading.cut in (0, cut):
            break
        cut = reading.cut
    asked = frozenset(name for name in names if not builtin_values(name))
    return None if looked_up else Alone(reading, asked, result)


def repeat(reading: Reading, alone: Alone) -> Values:
    """Add what a set-up does to the reading of a test, and give what it gives."""
    other, before = alone.reading, len(reading.touches)
    reading.touches += other.touches
    reading.calls += [replace(call, after=call.after + before) for call in other.calls]
    reading.uses += other.uses
    reading.repeated |= other.repeated | (other.functions.keys() & reading.functions.keys())
    reading.functions |= other.functions
    reading.strings += other.strings
    reading.spelled |= other.spelled
    reading.measured += other.measured
    return alone.result


def changes_alone(suite: Suite, shared: Shared, function: Function) -> bool:
    """Whether a fixture changes anything that tests share, or whether that depends on a test."""
    if function.fixture is None or function.fixture.parametrised:
        return True
    alone = read_alone(suite, shared, function, WHOLE)
    if alone is None or alone.asked:
        return True
    reading = alone.reading
    unsure = bool(reading.uses or reading.incomplete or reading.cut)
    return unsure or any(touch.role.changes for touch in reading.touches)


def _is_constant(value: Value) -> bool:
    """Whether no test can change a value for the next one."""
    if isinstance(value, Sequential):
        return all(_is_constant(inner) for values in value.items for inner in values)
    return isinstance(value, _CONSTANT)
