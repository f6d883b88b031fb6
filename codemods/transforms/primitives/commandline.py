"""Writing what reads the command line of the controller, in the way that fits the function."""

import ast
from collections.abc import Sequence

from codemods.edits.model import Edit
from codemods.suite.model import Function, Module, Suite
from codemods.suite.names import visible_fixtures
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import is_annotated
from codemods.suite.source import Source
from codemods.transforms.primitives.argv import readers, setter, why_not_replaced
from codemods.transforms.primitives.hosts import taken_names, why_not_extended
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.layout import parameter_edits, too_long
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.spelling import quoted, style_of

FIXTURE = "controller_argv"
HOOKS_OF_CONTROLLER = (
    "pytest_terminal_summary",
    "pytest_report_",
    "pytest_xdist_",
    "pytest_configure_node",
    "pytest_testnode",
    "pytest_handlecrashitem",
)
_EARLY = ("pytest_addoption", "pytest_addhooks", "pytest_cmdline_p", "pytest_load_initial")
_CONFIGS = {
    "config": "config",
    "pytestconfig": "pytestconfig",
    "session": "session.config",
    "request": "request.config",
    "item": "item.config",
    "metafunc": "metafunc.config",
    "parent": "parent.config",
    "collector": "collector.config",
}
_GIVEN = {
    "pytest_configure": "config",
    "pytest_unconfigure": "config",
    "pytest_sessionstart": "session",
    "pytest_sessionfinish": "session",
    "pytest_collection": "session",
    "pytest_collection_modifyitems": "config",
    "pytest_collection_finish": "session",
    "pytest_ignore_collect": "config",
    "pytest_generate_tests": "metafunc",
    "pytest_runtest_setup": "item",
    "pytest_runtest_call": "item",
    "pytest_runtest_teardown": "item",
}


def read_from_controller(
    suite: Suite, function: Function, reading: Sequence[Function]
) -> list[Edit]:
    """The edits by which a function reads the command line that was typed.

    Args:
        reading: all functions of the suite that read ``sys.argv``.

    Raises:
        RefusedRewrite: it cannot come by the configuration, or the result would be wrong.
    """
    module = suite.modules[function.module]
    reads = next(found for known, found in readers(module).functions if known is function)
    if reason := _why_not(function) or why_not_replaced(function, reads):
        raise RefusedRewrite(reason)
    if function.kind == "test" and (path := setter(suite.modules)):
        raise RefusedRewrite(f"{path} sets sys.argv, and the test may look for that")
    sharing = [other for other in reading if _can_share(suite, module, other)]
    there = _shared_fixture(suite, module, function)
    if function in sharing and (there or len(sharing) > 1):
        edits = [] if there else _fixture(module, sharing[0])
        return [*edits, *_requesting(suite, module, function, reads)]
    return _locally(suite, module, function, reads)


def _why_not(function: Function) -> str | None:
    """Why a function cannot come by the configuration of pytest."""
    if is_hook(function):
        if function.name.startswith(_EARLY):
            return f"{function.name} runs before a worker knows the command line"
        return None
    if function.kind not in ("test", "fixture"):
        what = "a set-up function" if function.kind == "xunit" else "a helper"
        return f"{function.qualname} is {what}, which takes no fixtures"
    if function.in_testcase:
        return f"{function.qualname} is a method of a unittest.TestCase, which takes no fixtures"
    return None


def is_hook(function: Function) -> bool:
    """Whether a function has the name of a hook."""
    named = function.name.startswith("pytest_") and function.owner is None
    return named and function.kind == "helper"


def runs_in_workers(function: Function, module: Module) -> bool:
    """Whether pytest calls a hook in the workers, and not only in the controller."""
    if function.name.startswith(HOOKS_OF_CONTROLLER):
        return False
    if module.kind == "test":
        return function.name == "pytest_generate_tests"
    known = function.name in _GIVEN or function.name.startswith(_EARLY)
    return module.kind == "conftest" and (known or bool({*_parameters(function)} & {*_CONFIGS}))


def _parameters(function: Function) -> list[str]:
    arguments = function.node.args
    return [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def _can_share(suite: Suite, module: Module, function: Function) -> bool:
    """Whether a function would take the shared fixture of a module."""
    if function.module != module.path or function.kind not in ("test", "fixture"):
        return False
    reads = next((found for known, found in readers(module).functions if known is function), ())
    known = module.imports.get("sys")
    return (
        not _why_not(function)
        and not why_not_replaced(function, reads)
        and not is_annotated(function.node)
        and known is not None
        and known.dotted == "sys"
        and FIXTURE not in module.bound
        and why_not_extended(suite, function, FIXTURE, []) is None
    )


def _shared_fixture(suite: Suite, module: Module, function: Function) -> bool:
    """Whether a function sees a fixture that reads the command line of the controller."""
    classes = [module.classes[function.owner]] if function.owner else []
    return any(
        name == FIXTURE and "mainargv" in ast.unparse(known.node)
        for name, known in visible_fixtures(suite, module, classes)
    )


def _fixture(module: Module, first: Function) -> list[Edit]:
    """The fixture that several functions share, in front of the first of them."""
    source = module.source
    tops = (node for node in source.tree.body if first.node in nodes_of(node))
    top = next(tops)
    lines = [int(one.lineno) for one in getattr(top, "decorator_list", [])]
    line = min([top.lineno, *lines])
    while source.line(line - 1).startswith(b"#"):
        line -= 1
    known = {found.dotted: name for name, found in module.imports.items()}
    pytest = known.get("pytest", "pytest")
    edits = [] if "pytest" in known else plain_imports(module, "pytest")
    indent = "\t" if b"\n\t" in source.raw else "    "
    text = [
        f"@{pytest}.fixture(scope={quoted('session', style_of(source))})",
        f"def {FIXTURE}(pytestconfig):",
        f'{indent}"""The command line of pytest, in the workers of pytest-xdist as well."""',
        f"{indent}return {_expression(source, 'pytestconfig', 'sys.argv')}",
        "",
        "",
    ]
    at = source.line_start(line)
    return [*edits, replacing(source, at, at, "".join(f"{one}{source.newline}" for one in text))]


def _expression(source: Source, config: str, otherwise: str) -> str:
    style = style_of(source)
    worker, argv = quoted("workerinput", style), quoted("mainargv", style)
    return f"getattr({config}, {worker}, {{}}).get({argv}, {otherwise})"


def _requesting(
    suite: Suite, module: Module, function: Function, reads: Sequence[ast.expr]
) -> list[Edit]:
    edits = _replaced(module.source, reads, FIXTURE)
    if FIXTURE in _parameters(function):
        return edits
    return [*_taking(suite, function, FIXTURE), *edits]


def _taking(suite: Suite, function: Function, name: str) -> list[Edit]:
    edits = parameter_edits(suite, function, name)
    if edits is None:
        raise RefusedRewrite(f"no place was found for a parameter of {function.qualname}")
    return edits


def _replaced(source: Source, reads: Sequence[ast.expr], text: str) -> list[Edit]:
    return [replacing(source, *source.span(node), text) for node in reads]


def _locally(
    suite: Suite, module: Module, function: Function, reads: Sequence[ast.expr]
) -> list[Edit]:
    """The function itself asks for the command line, once."""
    source = module.source
    given = _parameters(function)
    config = next((path for name, path in _CONFIGS.items() if name in given), None)
    edits: list[Edit] = []
    if config is None or (function.kind != "helper" and config not in _OF_FIXTURES):
        name = _GIVEN[function.name] if function.kind == "helper" else "pytestconfig"
        if function.kind != "helper" and (reason := why_not_extended(suite, function, name, [])):
            raise RefusedRewrite(reason)
        edits, config = _taking(suite, function, name), _CONFIGS[name]
    expression = _expression(source, config, source.segment(reads[0]))
    if len(reads) == 1 and _stands_alone(function, reads[0]):
        start, end = source.span(reads[0])
        if not too_long(suite, source, start, end, expression):
            return [*edits, *_replaced(source, reads, expression)]
    taken = taken_names(suite, function)
    local = next((name for name in ("argv", FIXTURE) if name not in taken), None)
    statement = next(
        one for one in function.node.body if any(node in reads for node in nodes_of(one))
    )
    first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])
    if local is None:
        raise RefusedRewrite(f"{function.qualname} already uses the names argv and {FIXTURE}")
    indent = source.indent(first)
    column = source.offset(statement.lineno, statement.col_offset)
    if source.text(source.line_start(statement.lineno), column).strip():
        raise RefusedRewrite(f"{function.qualname} has several statements on one line")
    if any(isinstance(node, ast.Import | ast.ImportFrom) for node in nodes_of(statement)):
        raise RefusedRewrite(f"{function.qualname} imports sys only under a condition")
    lines = [f"{indent}{local} = {expression}"]
    if len(lines[0].expandtabs(4)) > suite.config.line_length and "workerinput" not in taken:
        style = style_of(source)
        mainargv = quoted("mainargv", style)
        lines = [
            f"{indent}workerinput = getattr({config}, {quoted('workerinput', style)}, {{}})",
            f"{indent}{local} = workerinput.get({mainargv}, {source.segment(reads[0])})",
        ]
    while source.line(first - 1).strip().startswith(b"#") and first - 1 > function.node.lineno:
        first -= 1
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        lines.append("")
    at = source.line_start(first)
    inserted = replacing(source, at, at, "".join(f"{one}{source.newline}" for one in lines))
    return [*edits, inserted, *_replaced(source, reads, local)]


_OF_FIXTURES = ("pytestconfig", "request.config")


def _stands_alone(function: Function, read: ast.expr) -> bool:
    """Whether a statement does nothing but hand the list on."""
    return any(
        isinstance(node, ast.Assign | ast.AnnAssign | ast.Return) and node.value is read
        for node in nodes_of(function.node)
    )
