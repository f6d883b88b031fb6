"""What a call does: to a path by what is known of the callee, else by reading its body."""

import ast
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from codemods.suite.model import Module
from codemods.suite.names import class_chain
from codemods.touches.expressions import attribute, evaluate, is_lasting, items, template
from codemods.touches.known import call_known, mocks_files, result_of_method, touch_method
from codemods.touches.model import Role, Wording
from codemods.touches.state import Effect, Frame, Reading
from codemods.touches.table import CALLS, HARMLESS, LOADERS, MOVERS, REACHING, SAVERS
from codemods.touches.values import (
    PRIVATE,
    ClassValue,
    Closure,
    Func,
    Instance,
    Mapped,
    Method,
    Private,
    Ref,
    Sequential,
    Text,
    Value,
    Values,
    literal,
    settle,
    texts,
    union,
)

_DEEPEST = 8
_KEEPERS = {"append", "add", "appendleft", "extend", "insert", "put", "setdefault", "update"}
_SOCKETS = {"bind", "connect", "start_unix_server", "create_unix_server", "open_unix_connection"}
_LOOKS_AT = {
    *("split", "rsplit", "partition", "rpartition", "startswith", "removeprefix", "replace"),
    *("index", "rindex", "find", "rfind", "count", "translate"),
}
_FINALIZERS = {"addfinalizer", "addCleanup", "addClassCleanup", "addModuleCleanup", "callback"}


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


def call(reading: Reading, frame: Frame, node: ast.Call) -> Values:
    """Work out a call."""
    if isinstance(node.func, ast.Attribute):
        base = evaluate(reading, frame, node.func.value)
        callees = attribute(reading, frame, base, node.func)
        name = node.func.attr
    else:
        base = ()
        callees = evaluate(reading, frame, node.func)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _FINALIZERS and node.args:
        return _finalizer(reading, frame, node)
    arguments = _arguments(reading, frame, node)
    keeps = isinstance(node.func, ast.Attribute) and name in _KEEPERS
    if keeps and is_lasting(frame, cast(ast.Attribute, node.func).value):
        for values in arguments.everything():
            reading.hand(frame, node, values, Role.KEPT)
        return ()
    if name in _SOCKETS and not any(
        isinstance(callee, Ref) and callee.dotted in CALLS for callee in callees
    ):
        for values in arguments.everything():
            reading.hand(frame, node, values, Role.BOUND)
        return ()
    if not callees:
        return _unknown(reading, frame, arguments, name)
    return union(*(_dispatch(reading, frame, callee, arguments, name) for callee in callees))


def _arguments(reading: Reading, frame: Frame, node: ast.Call) -> Arguments:
    with reading.under(negated=False, statement=None):
        positional: list[Values] = []
        starred = False
        for argument in node.args:
            values = evaluate(reading, frame, argument)
            if isinstance(argument, ast.Starred):
                starred = True
                values = items(values)
            positional.append(values)
        keywords: dict[str, Values] = {}
        for keyword in node.keywords:
            values = evaluate(reading, frame, keyword.value)
            if keyword.arg:
                keywords[keyword.arg] = values
            else:
                for value in values:
                    if isinstance(value, Mapped):
                        keywords |= {str(key): item for key, item in value.items.items()}
        return Arguments(node, tuple(positional), keywords, starred)


def _dispatch(
    reading: Reading, frame: Frame, callee: Value, arguments: Arguments, name: str
) -> Values:
    match callee:
        case Ref():
            known = call_known(reading, frame, callee.dotted, arguments)
            if known is not None:
                return known
            return _unknown(reading, frame, arguments, callee.dotted)
        case Func():
            return call_function(reading, frame, callee, arguments)
        case Closure():
            return call_closure(reading, callee, frame, arguments)
        case ClassValue():
            return _construct(reading, frame, callee, arguments)
        case Method(receiver=Text() as text):
            return _text_method(reading, frame, text, name, arguments)
        case Private():
            return _private(reading, frame, arguments, name)
        case _:
            return _unknown(reading, frame, arguments, name)


def _private(reading: Reading, frame: Frame, arguments: Arguments, name: str) -> Values:
    if MOVERS.search(name):
        reading.moved = True
    reading.lists_own |= name in ("iterdir", "glob", "rglob", "listdir", "visit", "walk")
    for values in arguments.everything():
        if name not in ("join", "joinpath", "mktemp", "mkdir", "ensure"):
            reading.hand(frame, arguments.node, values)
    return (PRIVATE,)


def _unknown(reading: Reading, frame: Frame, arguments: Arguments, name: str) -> Values:
    """A call into code that was not read; a name may tell what it does to its first path."""
    node = arguments.node
    last = name.rpartition(".")[2]
    if last == "patch" and mocks_files(union(*arguments.positional[:1])):
        reading.faked = "the test replaces parts of the file system by mocks"
    if MOVERS.search(name):
        reading.moved = True
        return ()
    role = Role.HANDED
    if SAVERS.search(last):
        role = Role.SAVED
    elif LOADERS.search(last):
        role = Role.LOADED
    elsewhere = "cwd" in arguments.keywords
    for values in arguments.everything():
        reading.hand(frame, node, values, role)
        if texts(values):
            role = Role.HANDED
        for value in values:
            if isinstance(value, Closure):
                call_closure(reading, value, frame, None)
    if elsewhere and not reading.moved:
        for text in _relative(arguments):
            reading.strings.append(Wording(frame.function, f"cwd={text}"))
    if is_harmless(name):
        return (Ref(f"{name}()"),) if "." in name else ()
    reading.call(name or "a callable")
    return ()


def is_harmless(name: str) -> bool:
    """Whether a call reaches no file that the test has not named to it."""
    standard = "." in name and name.partition(".")[0] in sys.stdlib_module_names
    return bool(HARMLESS.match(name)) or (standard and not REACHING.match(name))


def _relative(arguments: Arguments) -> list[str]:
    return [
        text.text
        for values in arguments.everything()
        for value in values
        for text in texts(union(*getattr(value, "items", ())) if value not in texts(values) else ())
        if not text.text.startswith("/")
    ]


def _finalizer(reading: Reading, frame: Frame, node: ast.Call) -> Values:
    """``addfinalizer(f)`` and ``addCleanup(f, *args)``: the call of ``f`` happens later."""
    later = ast.Call(node.args[0], node.args[1:], node.keywords)
    ast.copy_location(later, node)
    with reading.under(teardown=True, statement=None):
        return call(reading, frame, later)


def call_function(
    reading: Reading, frame: Frame | None, callee: Func, arguments: Arguments | None
) -> Values:
    """Read the body of a function of the suite with these arguments; what it may return."""
    function = callee.function
    if function.key in reading.stack or len(reading.stack) >= _DEEPEST:
        for values in arguments.everything() if arguments and frame else ():
            assert frame
            assert arguments
            reading.hand(frame, arguments.node, values)
        return ()
    module = reading.suite.modules[function.module]
    if module.kind == "other" and frame and arguments and not reading.foreign:
        return _call_foreign(reading, frame, callee, arguments)
    return _call_body(reading, module, callee, arguments)


def _call_foreign(reading: Reading, frame: Frame, callee: Func, arguments: Arguments) -> Values:
    """Read code that is no test, once where it is given no path, and not without end."""
    function = callee.function
    given = [
        *arguments.everything(),
        *(callee.receiver.attributes.values() if callee.receiver else ()),
    ]
    plain = not any(_may_carry(value) for values in given for value in values)
    if plain and function.key in reading.memo:
        return reading.replay(reading.memo[function.key])
    touches, calls = len(reading.touches), len(reading.calls)
    result: Values = ()
    if reading.foreign_budget > 0:
        with reading.under(foreign=1):
            result = _call_body(reading, reading.suite.modules[function.module], callee, arguments)
    if reading.foreign_budget <= 0:
        return _unknown(reading, frame, arguments, function.name)
    if plain:
        reading.memo[function.key] = Effect(
            tuple(reading.touches[touches:]),
            tuple(call.name for call in reading.calls[calls:]),
            result,
        )
    return result


def _may_carry(value: Value) -> bool:
    """Whether a value may bring a path, or code of the test, along."""
    match value:
        case Text():
            return "/" in value.text or "." in value.text or value.kind == "path"
        case Sequential():
            return any(_may_carry(inner) for values in value.items for inner in values)
        case Mapped():
            return any(_may_carry(inner) for values in value.items.values() for inner in values)
        case Instance():
            return any(
                isinstance(inner, Text | Closure)
                for values in value.attributes.values()
                for inner in values
            )
        case _:
            return isinstance(value, Closure | Func)


def _call_body(
    reading: Reading, module: Module, callee: Func, arguments: Arguments | None
) -> Values:
    function = callee.function
    inner = Frame(module, function.key, "body", receiver=callee.receiver)
    names = _parameters(function.node.args)
    if callee.receiver and names and not _is_static(function.node):
        receiver: Value = callee.receiver
        inner.env[names.pop(0)] = (receiver,)
    _bind_arguments(reading, inner, function.node.args, names, arguments)
    return run_body(reading, inner, function.node, function.key)


def run_body(
    reading: Reading, frame: Frame, node: ast.FunctionDef | ast.AsyncFunctionDef, key: str
) -> Values:
    """Read the statements of a function in a frame whose parameters are bound."""
    from codemods.touches.statements import execute

    reading.functions.setdefault(key)
    reading.stack.append(key)
    is_generator = _is_generator(node)
    frame.returns_str = isinstance(node.returns, ast.Name) and node.returns.id == "str"
    with reading.under(statement=None, negated=False):
        teardown = reading.teardown
        execute(reading, frame, node.body)
        _uncalled(reading, frame)
        if is_generator:
            reading.teardown = teardown
    reading.stack.pop()
    return union(*frame.returns)


@lru_cache(maxsize=65536)
def _is_generator(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Yield) for inner in ast.walk(node))


def _uncalled(reading: Reading, frame: Frame) -> None:
    for closure in frame.closures:
        call_closure(reading, closure, frame, None)


def call_closure(
    reading: Reading, closure: Closure, frame: Frame, arguments: Arguments | None
) -> Values:
    """Read a nested function or lambda; without arguments they are unknown."""
    from codemods.touches.statements import execute

    key = f"{id(closure.node)}"
    if key in reading.stack or len(reading.stack) >= _DEEPEST:
        return ()
    while closure in frame.closures:
        frame.closures.remove(closure)
    inner = closure.home.nested(dict(closure.env))
    _bind_arguments(reading, inner, closure.node.args, _parameters(closure.node.args), arguments)
    reading.stack.append(key)
    if isinstance(closure.node, ast.Lambda):
        inner.returns.append(evaluate(reading, inner, closure.node.body))
    else:
        teardown = reading.teardown
        execute(reading, inner, closure.node.body)
        reading.teardown = teardown
    _uncalled(reading, inner)
    reading.stack.pop()
    return union(*inner.returns)


def _parameters(arguments: ast.arguments) -> list[str]:
    return [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]


def _bind_arguments(
    reading: Reading,
    frame: Frame,
    signature: ast.arguments,
    names: Sequence[str],
    arguments: Arguments | None,
) -> None:
    defaults = Frame(frame.module, frame.function, "default", dict(frame.env), inner=frame.inner)
    all_names = _parameters(signature)
    first = len(all_names) - len(signature.defaults)
    for name, default in zip(all_names[first:], signature.defaults, strict=True):
        frame.env.setdefault(name, evaluate(reading, defaults, default))
    for argument, value in zip(signature.kwonlyargs, signature.kw_defaults, strict=True):
        frame.env[argument.arg] = evaluate(reading, defaults, value)
    for name in names:
        frame.env.setdefault(name, ())
    if arguments is None:
        return
    if signature.vararg:
        frame.env[signature.vararg.arg] = ()
        for values in arguments.positional[len(names) :]:
            reading.hand(frame, arguments.node, values)
    for name, values in zip(names, arguments.positional, strict=False):
        frame.env[name] = settle(values)
    for name, values in arguments.keywords.items():
        frame.env[name] = settle(values)
    for parameter in (*signature.args, *signature.kwonlyargs):
        annotation = parameter.annotation
        if isinstance(annotation, ast.Name) and annotation.id == "str":
            values = frame.env.get(parameter.arg, ())
            reading.touch(frame, parameter, values, Role.EMBEDDED, needs_str=True)


def _is_static(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        isinstance(item, ast.Name) and item.id == "staticmethod" for item in node.decorator_list
    )


def _construct(reading: Reading, frame: Frame, callee: ClassValue, arguments: Arguments) -> Values:
    instance = Instance(callee.cls, {})
    suite = reading.suite
    for base in class_chain(callee.cls, suite.modules, suite.config):
        home = suite.modules[base.module]
        function = home.functions.get(f"{base.qualname}.__init__")
        if function:
            call_function(reading, frame, Func(function, instance), arguments)
            return (instance,)
    fields = [
        statement.target.id
        for statement in callee.cls.node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]
    for values in arguments.everything():
        reading.hand(frame, arguments.node, values)
    for name, values in zip(fields, arguments.positional, strict=False):
        instance.attributes[name] = settle(values)
    for name, values in arguments.keywords.items():
        instance.attributes[name] = settle(values)
    return (instance,)


def _text_method(
    reading: Reading, frame: Frame, value: Text, name: str, arguments: Arguments
) -> Values:
    node = arguments.node
    if value.kind == "str" and name == "format" and not arguments.starred:
        operands = list(zip(arguments.positional, node.args, strict=True))
        if not arguments.keywords:
            return template(reading, frame, node, (value,), "{", operands)
        reading.touch(frame, node, (value,), Role.EMBEDDED, needs_str=True)
        for values in arguments.everything():
            reading.touch(frame, node, values, Role.EMBEDDED)
        return ()
    if value.kind == "path":
        touch_method(reading, frame, value, name, arguments)
        return result_of_method(reading, frame, value, name, arguments)
    neutral = name == "startswith" and literal(arguments.at(0, "prefix")) == "/"
    role = Role.INSPECTED if name in _LOOKS_AT and not neutral else Role.EMBEDDED
    reading.touch(frame, node, (value,), role, needs_str=True)
    for values in arguments.everything():
        reading.hand(frame, node, values, Role.COMPARED)
    return ()
