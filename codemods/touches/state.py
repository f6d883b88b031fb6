"""The state of one reading: what has been touched so far, and under which circumstances."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from codemods.suite.model import Module, Suite
from codemods.suite.support import serves_tests
from codemods.touches.model import (
    GUESSED_SAVES,
    Call,
    Does,
    Made,
    Place,
    Role,
    Touch,
    Use,
    Wording,
)
from codemods.touches.resources import Table
from codemods.touches.values import (
    Client,
    Closure,
    Instance,
    Mapped,
    Sequential,
    Text,
    Values,
    normalise,
    texts,
    written,
)

_TOLERANT = {
    Role.DELETE: Role.CLEAN,
    Role.MKDIR: Role.ENSURE,
    Role.PROBE: Role.GUARD,
    Role.READ: Role.PEEK,
    Role.LIST: Role.PEEK,
}
_GUESSED = GUESSED_SAVES | {Role.LOADED}
_GIVEN_AWAY = frozenset({Role.HANDED, Role.KEPT, *_GUESSED})
_NEGATED = {Role.PROBE: Role.ABSENT, Role.GUARD: Role.ABSENT}
_PATHLIKE = re.compile(r"[/.]")
_EXPECTED_TO_FAIL = dict.fromkeys(
    (
        Role.READ,
        Role.LIST,
        Role.DELETE,
        Role.WRITE,
        Role.APPEND,
        Role.STORE,
        Role.MKDIR,
        *GUESSED_SAVES,
        Role.LOADED,
    ),
    Role.ABSENT,
)


@dataclass(eq=False)
class Frame:
    """One function being read: its names, and what it has returned and yielded so far.

    Attributes:
        flags: parameters that are a constant in this call: true, false or nothing.
    """

    module: Module
    function: str
    place: Place
    env: dict[str, Values] = field(default_factory=dict)
    receiver: Instance | None = None
    returns: list[Values] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    returns_str: bool = False
    inner: bool = False
    flags: dict[str, bool | None] = field(default_factory=dict)

    def nested(self, env: dict[str, Values]) -> "Frame":
        """A frame for a function, lambda or class inside this one."""
        return Frame(self.module, self.function, self.place, env, self.receiver, inner=True)


Literals = dict[tuple[ast.Constant, str, str, Place, bool], Text]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a call did, to be repeated where the same call is made again.

    Attributes:
        moved: whether it was in a folder of its own afterwards.
        elsewhere: why the folder in which it was cannot be told, or ``None``.
    """

    touches: tuple[Touch, ...]
    calls: tuple[str, ...]
    result: Values
    uses: tuple[Use, ...] = ()
    functions: tuple[str, ...] = ()
    end: "End | None" = None
    moved: bool = False
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How a call came to be read in part only: it has no result then.

    Attributes:
        left: how many expressions of the code under test, and of support, could be read before it.
        spent: how many were.
        cut: how many were not, as far as the reading came upon them.
    """

    left: tuple[int, int]
    spent: tuple[int, int]
    cut: int


@dataclass(eq=False)
class Reading:
    """Everything that grows while one test is read.

    Attributes:
        budget: how many more expressions may be looked at before the reading is given up.
        foreign_budget: the same for the code under test; beyond it such code counts as not read.
        support_budget: the same for code that supports the tests.
        cut: how many expressions were not looked at for want of these two.
        foreign: how many calls deep the reading is in such code.
        spelled: every path or string that an expression spells, by the identity of its node.
        fixture: gives the value of a fixture that a test asks for by name.
        own: the object of which the test is a method.
        memo: what calls into such code did that were given no path, by function
            and the texts that it was given.
        literals: by the literal and where it is read, the text that it spells.
        moved: whether the current folder is no longer the root.
        lists_own: whether the test looks at what is in a private folder of its own.
        faked: why the file system is not the real one.
        unseen: the line in which the tests' own code works on what has no known name.
        measured: where letters are counted or held against others, and of which text; an empty one
            stands for what was printed.
    """

    suite: Suite
    touches: list[Touch] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    functions: dict[str, None] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    strings: list[Wording] = field(default_factory=list)
    constants: dict[tuple[str, str], Values] = field(default_factory=dict)
    stack: list[str] = field(default_factory=list)
    spelled: dict[int, tuple[str, Text]] = field(default_factory=dict)
    fixture: Callable[[str], Values] | None = None
    own: Instance | None = None
    memo: dict[str, "Effect"] = field(default_factory=dict)
    literals: Literals = field(default_factory=dict)
    table: Table = field(default_factory=dict)
    budget: int = 40_000
    foreign_budget: int = 4_000
    support_budget: int = 4_000
    cut: int = 0
    foreign: int = 0
    moved: bool = False
    lists_own: bool = False
    faked: str | None = None
    unseen: int | None = None
    measured: list[tuple[int, str]] = field(default_factory=list)
    incomplete: str | None = None
    tolerant: int = 0
    negated: bool = False
    failing: int = 0
    branch: int = 0
    loop: int = 0
    teardown: bool = False
    statement: ast.stmt | None = None
    step: ast.stmt | None = None

    def under(self, **circumstances: object) -> "_Under":
        """Read on under other circumstances, then restore the present ones."""
        return _Under(self, circumstances)

    def touch(
        self, frame: Frame, node: ast.AST, values: Values, role: Role, *, needs_str: bool = False
    ) -> None:
        """Record one use of whatever paths ``values`` may be."""
        if not values:
            return
        found = texts(values)
        for value in found:
            relative = not value.text.startswith("/")
            if relative and self.moved and role is Role.LIST:
                self.lists_own = True
            if not value.text or (relative and self.moved):
                continue
            self.touches.append(
                Touch(
                    path=normalise(value.text, self.suite.root),
                    role=self._in_context(role, value.text),
                    origin=value.origin,
                    needs_str=needs_str and value.kind == "str" and not value.typed,
                    function=frame.function,
                    line=getattr(node, "lineno", 0),
                    statement=self.statement,
                    teardown=self.teardown,
                    maybe=bool(self.branch),
                    loose=len(found) > 1,
                    actor=self.stack[0] if self.stack else "",
                    step=self.step,
                )
            )

    def hand(self, frame: Frame, node: ast.AST, values: Values, role: Role = Role.HANDED) -> None:
        """Record that a value goes where it cannot be followed, with all that it contains.

        What a call that saves is given in a list is what it saves, not where.
        """
        if not values:
            return
        self.touch(frame, node, values, role, needs_str=True)
        nested = any(
            isinstance(inner, Sequential | Mapped)
            for value in values
            if isinstance(value, Sequential | Mapped)
            for item in (value.items if isinstance(value, Sequential) else value.items.values())
            for inner in item
        )
        if role in _GIVEN_AWAY:
            for value in values:
                if isinstance(value, Client):
                    self.hand_client(frame, node, value)
        held = Role.HANDED if role in _GUESSED else role
        deeper = Role.EMBEDDED if nested and held is Role.HANDED else held
        for value in values:
            if isinstance(value, Sequential | Mapped):
                items = value.items if isinstance(value, Sequential) else value.items.values()
                for item in items:
                    self.hand(frame, node, item, deeper)

    def hand_client(self, frame: Frame, node: ast.AST, client: Client) -> None:
        """Record that a client goes where it cannot be followed."""
        call = node if isinstance(node, ast.Call) else client.made.node
        self.use(frame, call, client.kind, client.name, Does.HANDED, client.made)

    def use(
        self,
        frame: Frame,
        node: ast.Call,
        kind: str,
        name: Text,
        does: Does,
        made: Made,
        part: str = "",
    ) -> None:
        """Record one use of a thing outside the process."""
        self.uses.append(
            Use(
                kind,
                name.text,
                does,
                part,
                written(name),
                frame.module.path,
                frame.function,
                node,
                made,
                self.teardown,
                bool(self.branch),
                self.stack[0] if self.stack else "",
            )
        )

    def absorb(self, value: Text | None) -> None:
        """Forget that a text was spelled: it has become a part of a larger one."""
        if value and value.fresh and value.origin:
            self.spelled.pop(id(value.origin.node), None)

    def call(self, name: str) -> None:
        """Record a call into code that was not read."""
        self.calls.append(Call(name, len(self.touches), bool(self.foreign)))

    def replay(self, effect: Effect) -> Values:
        """Record again what a call did, under the present circumstances."""
        self.touches += [
            replace(
                touch,
                role=self._in_context(touch.role, touch.path),
                teardown=self.teardown or touch.teardown,
                maybe=bool(self.branch) or touch.maybe,
                actor=self.stack[0] if self.stack else "",
                step=self.step,
            )
            for touch in effect.touches
        ]
        self.functions |= dict.fromkeys(effect.functions)
        for name in effect.calls:
            self.calls.append(Call(name, len(self.touches), foreign=True))
        self.uses += [
            replace(
                use,
                teardown=self.teardown or use.teardown,
                maybe=bool(self.branch) or use.maybe,
                actor=self.stack[0] if self.stack else "",
            )
            for use in effect.uses
        ]
        self.moved = effect.moved
        self.incomplete = self.incomplete or effect.elsewhere
        if end := effect.end:
            self.foreign_budget -= end.spent[0]
            self.support_budget -= end.spent[1]
            self.cut += end.cut
        return effect.result

    def _in_context(self, role: Role, path: str) -> Role:
        guessed = role in _GUESSED and not _PATHLIKE.search(path)
        if self.failing and not guessed:  # a word that goes to ``parse_…`` is rarely a file
            role = _EXPECTED_TO_FAIL.get(role, role)
        if self.tolerant:
            role = _TOLERANT.get(role, role)
        if self.negated:
            role = _NEGATED.get(role, role)
        return role

    def spend(self, module: Module) -> bool:
        """Count one expression; false when the budget is used up."""
        if self.foreign:
            return self._spend_on(module)
        self.budget -= 1
        if self.budget < 0:
            self.incomplete = "the test is too long to be read to its end"
        return self.budget >= 0

    def _spend_on(self, module: Module) -> bool:
        if self.supports(module):
            self.support_budget -= 1
            left = self.support_budget
        else:
            self.foreign_budget -= 1
            left = self.foreign_budget
        self.cut += left < 0
        return left >= 0

    @property
    def left(self) -> tuple[int, int]:
        """How many more expressions of the code under test, and of support, may be looked at."""
        return self.foreign_budget, self.support_budget

    def left_for(self, module: Module) -> int:
        """How many more expressions of code that is no test may be looked at in a module."""
        return self.support_budget if self.supports(module) else self.foreign_budget

    def supports(self, module: Module) -> bool:
        """Whether a module is there for the tests, and not what they test."""
        return serves_tests(self.suite, module.path)

    def relabel(self, since: int, statement: ast.stmt, roles: dict[Role, Role]) -> None:
        """Give the touches from index ``since`` on another role and their common statement."""
        for index in range(since, len(self.touches)):
            touch = self.touches[index]
            role = roles.get(touch.role, touch.role)
            self.touches[index] = replace(touch, role=role, statement=statement)


class _Under:
    """Puts circumstances in force and, at the end, those before: a generator would take longer."""

    __slots__ = ("_circumstances", "_reading")

    def __init__(self, reading: Reading, circumstances: dict[str, object]) -> None:
        self._reading = reading
        self._circumstances = circumstances

    def __enter__(self) -> None:
        self._swap()

    def __exit__(self, *_: object) -> None:
        self._swap()

    def _swap(self) -> None:
        reading, others = self._reading, self._circumstances
        for name, value in others.items():
            others[name] = getattr(reading, name)
            setattr(reading, name, value)
