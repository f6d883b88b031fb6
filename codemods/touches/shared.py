"""What the readings of all tests of a suite have in common: what is done once, on import."""

import ast
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from codemods.suite.model import Class, Function, Module, Suite
from codemods.suite.names import module_path
from codemods.suite.support import LARGE, size_of_tests
from codemods.touches.bodies import call_closure, call_function
from codemods.touches.expressions import evaluate
from codemods.touches.model import Role, Touch, Use
from codemods.touches.resources import Table
from codemods.touches.state import Effect, Frame, Literals, Reading
from codemods.touches.statements import execute
from codemods.touches.values import Closure, Func, Values

if TYPE_CHECKING:
    from codemods.touches.setups import Alone

_MOST = 4_000
_LEAST_OF_SUPPORT = 400
_LEAST_OF_CODE = 100

_INERT = frozenset({Role.EMBEDDED, Role.COMPARED, Role.START, Role.TITLE})


@dataclass(frozen=True, slots=True)
class Budgets:
    """How many expressions that are in no test module are read for each test.

    Attributes:
        support: of code that is there for the tests.
        code: of the code under test.
    """

    support: int
    code: int


WHOLE = Budgets(_MOST, _MOST)


def budgets_for(suite: Suite) -> Budgets:
    """Less is read for each test where there are many, and of the code under test still less."""
    share = min(1.0, LARGE / max(size_of_tests(suite), 1))
    return Budgets(
        max(_LEAST_OF_SUPPORT, int(_MOST * share)), max(_LEAST_OF_CODE, int(_MOST * share * share))
    )


@dataclass(frozen=True)
class Shared:
    """What the readings of all tests of a suite have in common.

    Attributes:
        budgets: see `budgets_for`.
        constants: by the path of the module and the name, what constants are.
        imports: by path, what a module touches and uses as it is imported.
        hooks: by path, what the hooks of pytest touch that a module holds.
        above: by path, the conftests that tests there have.
        around: by path, what the hooks touch that are run for tests there.
        alone: by the key of a fixture's function and how far it was read, what it does on its own.
        memo: by what is called, and with which texts, what a call does.
        literals: by the literal and where it is read, the text that it spells.
        fixtures: by place, the fixtures that a test there can see, the nearest first.
        movers: modules that change the current folder of the run, and why that is not its own.
    """

    table: Table
    budgets: Budgets
    constants: dict[tuple[str, str], Values] = field(default_factory=dict)
    imports: dict[str, tuple[tuple[Touch, ...], tuple[Use, ...]]] = field(default_factory=dict)
    hooks: dict[str, tuple[Touch, ...]] = field(default_factory=dict)
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)
    around: dict[str, tuple[Touch, ...]] = field(default_factory=dict)
    alone: dict[tuple[str, Budgets], "Alone | None"] = field(default_factory=dict)
    memo: dict[str, Effect] = field(default_factory=dict)
    literals: Literals = field(default_factory=dict)
    fixtures: dict[tuple[str, tuple[Class, ...]], list[tuple[str, Function]]] = field(
        default_factory=dict
    )
    movers: dict[str, str | None] = field(default_factory=dict)

    def reading(self, suite: Suite, budgets: Budgets | None = None) -> Reading:
        """A reading that has nothing read yet."""
        budgets = budgets or self.budgets
        return Reading(
            suite,
            constants=self.constants,
            memo=self.memo if budgets == self.budgets else {},
            table=self.table,
            literals=self.literals,
            foreign_budget=budgets.code,
            support_budget=budgets.support,
        )


def imported_by_run(
    suite: Suite, shared: Shared, path: str
) -> tuple[tuple[Touch, ...], tuple[Use, ...]]:
    """What a module touches as it is imported; a run imports all before the first test begins."""
    imports = shared.imports
    if path not in imports:
        module = suite.modules[path]
        reading = Reading(suite, constants=shared.constants, table=shared.table)
        body = [node for node in module.source.tree.body if is_run_on_import(node)]
        execute(reading, Frame(module, path, "module"), body)
        touches = tuple(touch for touch in reading.touches if touch.role not in _INERT)
        imports[path] = (touches, tuple(reading.uses))
        if reading.moved or reading.incomplete:
            why = f"{path} changes the current folder of the run as it is imported"
            shared.movers[path] = why if reading.incomplete else None
    return imports[path]


def run_by_hooks(suite: Suite, shared: Shared, path: str) -> tuple[Touch, ...]:
    """What the hooks of pytest in a module touch; nothing that a test is given gets there."""
    if path not in shared.hooks:
        shared.hooks[path] = ()
        reading = Reading(suite, constants=shared.constants, table=shared.table)
        module = suite.modules[path]
        for name in _bound_hooks(suite, module):
            call_bound(reading, module, name)
        if path not in shared.movers and (reading.moved or reading.incomplete):
            why = f"a hook in {path} changes the current folder of the run"
            shared.movers[path] = why if reading.incomplete else None
        shared.hooks[path] = tuple(
            replace(touch, origin=None) for touch in reading.touches if touch.role not in _INERT
        )
    return shared.hooks[path]


def call_bound(reading: Reading, module: Module, name: str) -> None:
    """Read what pytest calls by a name of a module, whether it is defined there or bound to it."""
    function = module.functions.get(name)
    if function:
        if not function.fixture:
            call_function(reading, None, Func(function), None)
    elif name in module.imports or name in module.constants or module.stars:
        call_value(reading, module, ast.Name(name, ast.Load(), lineno=1, col_offset=0))


def call_value(reading: Reading, module: Module, node: ast.expr) -> None:
    """Read what a call of an expression at module level does, of which no part can be moved."""
    since = len(reading.touches)
    frame = Frame(module, module.path, "module")
    for value in evaluate(reading, frame, node):
        if isinstance(value, Func) and not value.function.fixture:
            call_function(reading, None, value, None)
        elif isinstance(value, Closure):
            call_closure(reading, value, frame, None)
    reading.touches[since:] = [replace(it, origin=None) for it in reading.touches[since:]]


def _bound_hooks(suite: Suite, module: Module) -> list[str]:
    names: dict[str, None] = {}
    pending, known = [module], {module.path}
    for home in pending:
        names |= dict.fromkeys((*home.functions, *home.imports, *home.constants))
        for star in home.stars:
            path = module_path(star, home.path, suite.modules, suite.config)
            if path and path not in known:
                known.add(path)
                pending.append(suite.modules[path])
    return [name for name in names if name.startswith("pytest_")]


def is_run_on_import(node: ast.stmt) -> bool:
    """Whether a statement does anything as its module is imported, and not as it is run."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return False
    return not (isinstance(node, ast.If) and "'__main__'" in ast.unparse(node.test))
