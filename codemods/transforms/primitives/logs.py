"""The log files that code opens, and where their names are spelled."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from codemods.suite.model import Function, Module, Suite
from codemods.suite.module import dotted_name
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.touches.words import opens_to_write, shows_any, sign
from codemods.transforms.primitives.once import Scope, nobody, within

_opens_log = shows_any(
    sign(name, name.encode()) for name in ("FileHandler", "basicConfig", "dictConfig", "loguru")
)

_HANDLERS = re.compile(
    r"^logging\.(FileHandler|handlers\.(Rotating|TimedRotating|Watched)FileHandler)$"
)
_LOG = re.compile(r"(^|[\W_])logs?([\W_]|$)", re.IGNORECASE)
_LOG_WORD = re.compile(rb"log", re.IGNORECASE)
_PRIVATE = re.compile(
    r"xdist|worker|getpid|^pid$|uuid|tmp_?path|tmp_?dir|temp_?dir|mkdtemp|mkstemp|basetemp|"
    r"testrun|TemporaryDirectory|NamedTemporaryFile",
    re.IGNORECASE,
)
_WRAPPERS = frozenset({"str", "os.fspath", "os.path.abspath", "os.path.expanduser"})
_WRAPPERS |= {"os.path.realpath", "os.path.normpath"}
_METHODS = frozenset({"resolve", "absolute", "expanduser", "as_posix", "joinpath"})
_PATHS = frozenset({"os.path.join", "pathlib.Path", "pathlib.PurePath"})
_DEEP = 8


@dataclass(frozen=True, eq=False, slots=True)
class Spelled:
    """The literal that ends the name of a file.

    Attributes:
        function: in whose body it stands, ``None`` for that of the module.
        node: a string, or one with computed parts in front.
        variable: the name that it is given, where the log is opened by that name.
        whole: whether its text is all of the last part of the path.
    """

    module: Module
    function: Function | None
    node: ast.Constant | ast.JoinedStr
    variable: str | None
    whole: bool

    @property
    def text(self) -> str:
        """The text, with ``*`` for what is computed."""
        if isinstance(self.node, ast.Constant):
            return str(self.node.value)
        parts = (v.value if isinstance(v, ast.Constant) else "*" for v in self.node.values)
        return "".join(str(part) for part in parts)


@dataclass(frozen=True, eq=False, slots=True)
class Log:
    """One place that opens a log file once in a process.

    Attributes:
        name: the expression that names the file.
        spelled: where the name ends in a literal, else ``None``.
    """

    scope: Scope
    call: ast.Call
    name: ast.expr
    spelled: Spelled | None


def shows_log(code: bytes) -> bool:
    """Whether a piece of code may open a log."""
    return _opens_log(code) or (opens_to_write(code) and _LOG_WORD.search(code) is not None)


def opened_logs(suite: Suite, scope: Scope) -> Iterator[Log]:
    """The logs that a body opens under one name in all processes."""
    guards: list[ast.expr] = []
    for statement in scope.body:
        nodes = list(within(statement))
        tests = [n.test for n in nodes if isinstance(n, ast.If | ast.IfExp)]
        for node in nodes:
            if not isinstance(node, ast.Call):
                continue
            for home, name in _names(suite, scope, node):
                words = _words(suite, home, name)
                words |= {word for test in (*tests, *guards) for word in _words(suite, scope, test)}
                if not any(_PRIVATE.search(word) for word in words) and not _is_null(name):
                    yield Log(scope, node, name, spelled_by(suite, home, name))
        if isinstance(statement, ast.If) and isinstance(statement.body[-1], ast.Return):
            guards.append(statement.test)


def _names(suite: Suite, scope: Scope, call: ast.Call) -> Iterator[tuple[Scope, ast.expr]]:
    """What a call takes for the name of a log, and the body in which that stands."""
    dotted = dotted_name(call.func, scope.module.imports) or ""
    keywords = {k.arg: k.value for k in call.keywords}
    first = call.args[0] if call.args and not isinstance(call.args[0], ast.Starred) else None
    if _HANDLERS.match(dotted):
        name = keywords.get("filename", first)
        yield from [(scope, name)] if name else []
    elif dotted == "logging.basicConfig":
        forced = "force" in keywords or "no:logging" in suite.config.addopts
        if "filename" in keywords and (scope.early or forced):
            yield scope, keywords["filename"]
    elif dotted == "logging.config.dictConfig":
        config = keywords.get("config", first)
        found = _definitions(suite, scope, config.id) if isinstance(config, ast.Name) else []
        if isinstance(config, ast.Dict):
            found = [(scope.module, scope.function, config)]
        for module, function, value in found:
            yield from (
                (Scope(module, function, False, nobody), name) for name in _file_names(value)
            )
    elif dotted == "loguru.logger.add" and first:
        text = first.value if isinstance(first, ast.Constant) else "log"
        yield from [(scope, first)] if isinstance(text, str) and "{" not in text else []
    elif dotted == "open" and first and _is_writing(call, keywords):
        spelled = spelled_by(suite, scope, first)
        if spelled and _LOG.search(spelled.text.rpartition("/")[2]):
            yield scope, first


def _is_writing(call: ast.Call, keywords: dict[str | None, ast.expr]) -> bool:
    mode = keywords.get("mode", call.args[1] if len(call.args) > 1 else None)
    return isinstance(mode, ast.Constant) and str(mode.value)[:1] in "awx"


def _file_names(config: ast.expr) -> Iterator[ast.expr]:
    for node in nodes_of(config):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "filename":
                    yield value


def _is_null(name: ast.expr) -> bool:
    if isinstance(name, ast.Constant):
        return not isinstance(name.value, str) or name.value.startswith(("/dev/", "NUL", "nul"))
    return ast.unparse(name).endswith("devnull") or ast.unparse(name).startswith("sys.")


def _definitions(
    suite: Suite, scope: Scope, name: str
) -> list[tuple[Module, Function | None, ast.expr]]:
    """What a name is given: in the body itself, else in the module that it comes from."""
    if scope.function:
        local: list[tuple[Module, Function | None, ast.expr]] = [
            (scope.module, scope.function, node.value)
            for statement in scope.body
            for node in within(statement)
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and target.id == name
        ]
        if local:
            return local
        if name in {a.arg for a in nodes_of(scope.function.node.args) if isinstance(a, ast.arg)}:
            return []
    hit = resolve(suite, scope.module, name)
    if hit and hit[1] in hit[0].constants:
        return [(hit[0], None, hit[0].constants[hit[1]])]
    return []


def spelled_by(suite: Suite, scope: Scope, name: ast.expr) -> Spelled | None:
    """The literal at the end of a name, looked for through names and what joins paths."""
    home: tuple[Module, Function | None] = (scope.module, scope.function)
    variable: str | None = None
    whole = True
    node: ast.expr | None = name
    for _ in range(_DEEP):
        dotted = dotted_name(node.func, home[0].imports) if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Constant | ast.JoinedStr):
            if isinstance(node, ast.Constant) and not isinstance(node.value, str):
                return None
            return Spelled(*home, node, variable, whole)
        if isinstance(node, ast.Name):
            found = _definitions(suite, Scope(*home, False, nobody), node.id)
            if len(found) != 1:
                return None
            variable = node.id
            home, node = (found[0][0], found[0][1]), found[0][2]
            if not serves_tests(suite, home[0].path):
                return None
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.Add):
            whole = isinstance(node.op, ast.Div)
            node = node.right
        elif isinstance(node, ast.Call) and node.args and dotted in _PATHS | _WRAPPERS:
            node = node.args[-1]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _METHODS
        ):
            node = node.args[-1] if node.func.attr == "joinpath" and node.args else node.func.value
        else:
            return None
    return None


def _words(suite: Suite, scope: Scope, node: ast.expr) -> set[str]:
    """The identifiers that an expression is made of, through what its names are given."""
    words: set[str] = set()
    pending: list[tuple[Scope, ast.AST]] = [(scope, node)]
    seen: set[int] = set()
    while pending:
        here, current = pending.pop()
        for inner in nodes_of(current):
            if id(inner) in seen:
                continue
            seen.add(id(inner))
            if isinstance(inner, ast.Name):
                words.add(inner.id)
                for module, function, value in _definitions(suite, here, inner.id):
                    pending.append((Scope(module, function, False, nobody), value))
                pending += [(here, found.node) for found in _fixtures(suite, here, inner.id)]
            elif isinstance(inner, ast.Attribute):
                words.add(inner.attr)
            elif isinstance(inner, ast.Constant) and "PYTEST_XDIST" in str(inner.value):
                words.add(str(inner.value))
            elif isinstance(inner, ast.Constant) and inner.value == "workerinput":
                words.add("workerinput")
    return words


def _fixtures(suite: Suite, scope: Scope, name: str) -> Iterator[Function]:
    """The fixtures that a parameter of a fixture may stand for."""
    if scope.function and scope.function.fixture:
        names = {a.arg for a in nodes_of(scope.function.node.args) if isinstance(a, ast.arg)}
        if name in names:
            for module in suite.mentioning(name):
                for function in module.functions.values():
                    if function.fixture and function.fixture.name == name:
                        yield function
