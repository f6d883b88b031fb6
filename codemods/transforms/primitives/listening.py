"""Calls by which something begins to listen on a port, and what a call says by it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from codemods.suite.model import Class, Function, Module, Suite
from codemods.suite.module import dotted_name
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of, nodes_showing
from codemods.touches.words import phrase, shows_any, sign
from codemods.transforms.primitives.listeners import CHILD, LISTENERS, RUN, Listener
from codemods.transforms.primitives.nesting import imports_in, nesting

_BY_NAME = {listener.name: listener for listener in LISTENERS}
_METHODS = {listener.name[1:]: listener for listener in LISTENERS if listener.is_method}
_STARTS = frozenset(
    f"subprocess.{name}" for name in ("Popen", "run", "call", "check_call", "check_output")
) | {"asyncio.create_subprocess_exec", "os.system", "os.popen"}

_OPTIONS = frozenset({"--port", "-p", "--http-port", "--listen", "--bind"})
_LAST = frozenset(name.rpartition(".")[2] for name in (*_BY_NAME, *_STARTS, ".run"))


@dataclass(frozen=True, slots=True)
class Listening:
    """A call that listens: how, the expression of the port, and that of the host."""

    listener: Listener
    port: ast.expr
    host: ast.expr | None


_NAMES = frozenset(name.rpartition(".")[2] for name in _BY_NAME)
_RECEIVERS = {
    "bind": ("socket.socket",),
    "add_insecure_port": ("grpc.server", "grpc.aio.server"),
    "run": ("flask.Flask", "bottle.Bottle", "quart.Quart", "sanic.Sanic"),
}
"""By a method that listens, the calls that make what has it."""
_MANY = {"bind": rb"\.\s*bind\s*\(\s*[^\s*)]", "serve": rb"serve(?<!\wserve)\s*\("}
"""Names that stand for other things as well, with what shows that they are called."""
shows_listening = shows_any(
    [
        *(sign(name, _MANY.get(name, b"")) for name in sorted(_NAMES - {"run", "Config"})),
        *(sign(option) for option in sorted(_OPTIONS - {"-p"})),
        *(sign(text) for text in ("getsockname", "http.server")),
        sign("-p", rb"-p(?<=[\"']-p)[\"']"),
        phrase("port", rb"\s*="),
    ]
)
"""Whether a piece of code may begin to listen on a port, or let a child process do so."""


def _last_name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ast.unparse(called)


@lru_cache(maxsize=4096)
def _names(suite: Suite, module: Module) -> frozenset[str]:
    """The names by which a module may call what listens."""
    imported = module.imports.items()
    renamed = {name for name, found in imported if found.dotted.rpartition(".")[2] in _LAST}
    return _LAST | _derived(suite) | renamed


def called_in(suite: Suite, module: Module) -> Callable[[bytes], object]:
    """Finds calls of what may listen, by its name, in the code of a module."""
    names = b"|".join(re.escape(name.encode()) for name in sorted(_names(suite, module)))
    return re.compile(rb"\b(?:" + names + rb")[\s\\)]*\(").search


def listening(suite: Suite, module: Module, call: ast.Call) -> Listening | None:
    """What a call listens on, ``None`` if it does not listen as far as is known."""
    last = _last_name(call.func)
    if last not in _names(suite, module):
        return None
    function = nesting(module).function(call)
    if dotted_name(call.func, imports_in(module, function)) in _STARTS:
        told = _told(call, function)
        return Listening(CHILD, told, None) if told else None
    listener = _listener(suite, module, function, call)
    if listener is None or any(isinstance(part, ast.Starred) for part in call.args):
        return None
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    argument = given.get(listener.keyword)
    if argument is None and len(call.args) > listener.position:
        argument = call.args[listener.position]
    if argument is None:
        return None
    if listener.address != "pair":
        host = given.get("host")
        if host is None and 0 < listener.position <= len(call.args):
            host = call.args[listener.position - 1]
        return Listening(listener, argument, host)
    if isinstance(argument, ast.Tuple) and len(argument.elts) in (2, 4):
        return Listening(listener, argument.elts[1], argument.elts[0])
    return Listening(listener, argument, None)


@lru_cache(maxsize=8)
def listening_modules(suite: Suite) -> tuple[Module, ...]:
    """The modules that may listen, or use a class that others derive from what listens."""
    found = suite.modules.showing("worker-id")
    while True:
        bases = {base for module in found for base in _bases(module)}
        more = [m for m in suite.mentioning(*bases) if m not in found] if bases else []
        if not more:
            return tuple(found)
        found += more


def _bases(module: Module) -> Iterator[str]:
    """The classes of a module that derive from what listens."""
    for cls in module.classes.values():
        names = {ast.unparse(base).rpartition(".")[2] for base in cls.node.bases}
        if names & _NAMES:
            yield cls.node.name


@lru_cache(maxsize=8)
def _derived(suite: Suite) -> frozenset[str]:
    """Names of the classes of the suite that take after others."""
    return frozenset(
        cls.qualname
        for module in listening_modules(suite)
        for cls in module.classes.values()
        if cls.node.bases
    )


def starts_process(module: Module, function: Function) -> bool:
    """Whether a function starts a child process."""
    imports = imports_in(module, function)
    return any(
        isinstance(node, ast.Call) and dotted_name(node.func, imports) in _STARTS
        for node in nodes_of(function.node)
    )


def _told(call: ast.Call, function: Function | None) -> ast.expr | None:
    """The port in the command of a child process."""
    command = call.args[0] if call.args else None
    if isinstance(command, ast.Name) and function:
        command = next(
            (
                node.value
                for node in nodes_of(function.node)
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == command.id
            ),
            None,
        )
    words = command.elts if isinstance(command, ast.List | ast.Tuple) else call.args
    texts = [word.value if isinstance(word, ast.Constant) else None for word in words]
    for before, word in zip(texts, words[1:], strict=False):
        if before in _OPTIONS or "http.server" in texts:
            inner = word
            if isinstance(word, ast.Call) and ast.unparse(word.func) == "str" and word.args:
                inner = word.args[0]
            digits = isinstance(inner, ast.Constant) and str(inner.value).isdecimal()
            if digits or isinstance(inner, ast.Name | ast.Attribute):
                return inner
    return None


def _listener(
    suite: Suite, module: Module, function: Function | None, call: ast.Call
) -> Listener | None:
    imports = imports_in(module, function)
    dotted = dotted_name(call.func, imports) or ""
    if dotted in _BY_NAME:
        return _BY_NAME[dotted]
    if isinstance(call.func, ast.Name):
        hit = resolve(suite, module, call.func.id)
        cls = hit[0].classes.get(hit[1]) if hit else None
        return _inherited(suite, cls, set()) if cls else None
    if not isinstance(call.func, ast.Attribute):
        return None
    name, receiver = call.func.attr, call.func.value
    if name == "create_server":
        return _METHODS[name] if "loop" in ast.unparse(receiver) else None
    if name not in _RECEIVERS or _made_by(receiver, module, function) not in _RECEIVERS[name]:
        return None
    return RUN if name == "run" else _METHODS[name]


def _inherited(suite: Suite, cls: Class, seen: set[str]) -> Listener | None:
    """How a class of the suite listens that takes after a known one in all that matters."""
    home = suite.modules[cls.module]
    own = {f.name for f in home.functions.values() if f.owner == cls.qualname}
    if own & {"__init__", "__new__", "server_bind"} or cls.qualname in seen:
        return None
    seen.add(cls.qualname)
    for base in cls.node.bases:
        dotted = dotted_name(base, home.imports) or ""
        if dotted in _BY_NAME:
            return _BY_NAME[dotted]
        hit = resolve(suite, home, base.id) if isinstance(base, ast.Name) else None
        found = hit[0].classes.get(hit[1]) if hit else None
        if found and (listener := _inherited(suite, found, seen)):
            return listener
    return None


def _made_by(node: ast.expr, module: Module, function: Function | None) -> str | None:
    """The call that makes an object, where the function or module shows just one."""
    text = ast.unparse(node)
    imports = imports_in(module, function)
    if isinstance(node, ast.Call):
        return dotted_name(node.func, imports)
    word = max(re.findall(rb"\w*", text.encode()), key=len)
    values: list[ast.expr] = []
    for nodes in (
        nodes_of(function.node) if function else (),
        nodes_showing(module.source, re.compile(rb"\b%b\b" % re.escape(word)).search),
    ):
        for inner in nodes:
            if isinstance(inner, ast.Assign) and any(
                ast.unparse(target) == text for target in inner.targets
            ):
                values.append(inner.value)
            elif isinstance(inner, ast.With | ast.AsyncWith):
                values += [
                    item.context_expr
                    for item in inner.items
                    if item.optional_vars and ast.unparse(item.optional_vars) == text
                ]
        if values:
            break
    made = {
        dotted_name(value.func, imports) if isinstance(value, ast.Call) else None
        for value in map(_unwrapped, values)
    }
    return made.pop() if len(made) == 1 else None


def _unwrapped(node: ast.expr) -> ast.expr:
    """What ``closing`` goes around."""
    if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).endswith("closing"):
        return node.args[0]
    return node
