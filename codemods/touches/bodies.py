"""Reading the body of a function that is called, with its arguments bound."""

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, repeat
from operator import le

from codemods.suite.model import Module
from codemods.suite.names import class_chain
from codemods.suite.signatures import is_static, positional_names
from codemods.touches import calls, expressions, statements
from codemods.touches.arguments import Arguments
from codemods.touches.contents import contents
from codemods.touches.model import Role
from codemods.touches.state import Effect, End, Frame, Reading
from codemods.touches.table import SAVERS
from codemods.touches.values import (
    ClassValue,
    Client,
    Closure,
    Func,
    Instance,
    Mapped,
    Sequential,
    Text,
    Value,
    Values,
    literal,
    normalise,
    settle,
    texts,
    union,
)

_DEEPEST = 8
_FILE = re.compile(r"file|path|(^|_)(fn|fname)($|_)", re.IGNORECASE)
"""Parameters that by their name take a file."""
_OPENS = re.compile(r"extract|unpack")
"""Names of what saves from a file, and not to one."""


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
    of_test = callee.receiver is not None and callee.receiver is reading.own
    if module.kind == "other" and frame and arguments and not (reading.foreign or of_test):
        return _call_foreign(reading, frame, callee, arguments)
    since = len(reading.touches)
    result = _call_body(reading, module, callee, arguments)
    if module.kind == "other" and arguments and SAVERS.search(function.name):
        _as_saved(reading, since, callee, arguments)
    return result


def _call_foreign(reading: Reading, frame: Frame, callee: Func, arguments: Arguments) -> Values:
    """Read code that is no test, once where it is given no path, and not without end."""
    function = callee.function
    given = [
        *arguments.everything(),
        *(callee.receiver.attributes.values() if callee.receiver else ()),
    ]
    plain = not any(_may_carry(value) for values in given for value in values)
    words = (*arguments.keywords, *(literal(it) or "" for it in given), *arguments.constants())
    same = "\0".join((function.key, *words, "moved" if reading.moved else ""))
    known = reading.memo.get(same) if plain else None
    if known and known.end is None:
        return reading.replay(known)
    if known and known.end and all(map(le, reading.left, known.end.left)):
        reading.replay(known)
        return calls.unknown(reading, frame, arguments, function.name)
    touches, called, used = len(reading.touches), len(reading.calls), len(reading.uses)
    module, cut, left = reading.suite.modules[function.module], reading.cut, reading.left
    ran, incomplete = len(reading.functions), reading.incomplete
    result: Values = ()
    if is_read := reading.left_for(module) > 0:
        with reading.under(foreign=1):
            result = _call_body(reading, module, callee, arguments)
    if SAVERS.search(function.name):
        _as_saved(reading, touches, callee, arguments)
    is_whole = is_read and reading.cut == cut
    if plain and is_read:
        spent = left[0] - reading.foreign_budget, left[1] - reading.support_budget
        reading.memo[same] = Effect(
            tuple(reading.touches[touches:]),
            tuple(call.name for call in reading.calls[called:]),
            result if is_whole else (),
            tuple(reading.uses[used:]),
            tuple(reading.functions)[ran:],
            None if is_whole else End(left, spent, reading.cut - cut),
            reading.moved,
            None if incomplete else reading.incomplete,
        )
    return result if is_whole else calls.unknown(reading, frame, arguments, function.name)


def _as_saved(reading: Reading, since: int, callee: Func, arguments: Arguments) -> None:
    """What a function that saves was given, and hands on to code that was not read, it saves.

    Where the parameter does not say that it is a file, that may be the name of something else.
    """
    node = callee.function.node
    names = positional_names(node.args)[1 if callee.receiver and not is_static(node) else 0 :]
    roles: dict[str, Role] = {}
    for name, values in (
        *zip(chain(names, repeat("")), arguments.positional, strict=False),
        *arguments.keywords.items(),
    ):
        for text in texts(values):
            path = normalise(text.text, reading.suite.root)
            if not _FILE.search(name):
                roles.setdefault(path, Role.OFFERED)
            elif not _OPENS.search(callee.function.name):
                roles[path] = Role.SAVED
    for index in range(since, len(reading.touches)):
        touch = reading.touches[index]
        if touch.role is Role.HANDED and touch.path in roles:
            reading.touches[index] = replace(touch, role=roles[touch.path])


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
            return isinstance(value, Client | Closure | Func)


def _call_body(
    reading: Reading, module: Module, callee: Func, arguments: Arguments | None
) -> Values:
    function = callee.function
    inner = Frame(module, function.key, "body", receiver=callee.receiver)
    names = positional_names(function.node.args)
    if callee.receiver and names and not is_static(function.node):
        receiver: Value = callee.receiver
        inner.env[names.pop(0)] = (receiver,)
    _bind_arguments(reading, inner, function.node.args, names, arguments)
    if arguments and not function.node.decorator_list:
        inner.flags = arguments.flags(function.node.args, names)
    return run_body(reading, inner, function.node, function.key)


def run_body(
    reading: Reading, frame: Frame, node: ast.FunctionDef | ast.AsyncFunctionDef, key: str
) -> Values:
    """Read the statements of a function in a frame whose parameters are bound."""
    if key in reading.functions or reading.loop:
        reading.repeated.add(key)
    reading.functions.setdefault(key)
    reading.stack.append(key)
    is_generator = contents(node, key).yields
    frame.returns_str = isinstance(node.returns, ast.Name) and node.returns.id == "str"
    with reading.under(statement=None, negated=False):
        teardown = reading.teardown
        for statement in node.body:
            if len(reading.stack) == 1:
                reading.step = statement
            statements.execute(reading, frame, [statement])
        _uncalled(reading, frame)
        if is_generator:
            reading.teardown = teardown
    reading.stack.pop()
    return union(*frame.returns)


def _uncalled(reading: Reading, frame: Frame) -> None:
    for closure in frame.closures:
        call_closure(reading, closure, frame, None)


def call_closure(
    reading: Reading, closure: Closure, frame: Frame, arguments: Arguments | None
) -> Values:
    """Read a nested function or lambda; without arguments they are unknown."""
    key = f"{id(closure.node)}"
    if key in reading.stack or len(reading.stack) >= _DEEPEST:
        return ()
    while closure in frame.closures:
        frame.closures.remove(closure)
    inner = closure.home.nested(dict(closure.env))
    _bind_arguments(
        reading, inner, closure.node.args, positional_names(closure.node.args), arguments
    )
    reading.stack.append(key)
    if isinstance(closure.node, ast.Lambda):
        inner.returns.append(expressions.evaluate(reading, inner, closure.node.body))
    else:
        teardown = reading.teardown
        statements.execute(reading, inner, closure.node.body)
        reading.teardown = teardown
    _uncalled(reading, inner)
    reading.stack.pop()
    return union(*inner.returns)


def _bind_arguments(
    reading: Reading,
    frame: Frame,
    signature: ast.arguments,
    names: Sequence[str],
    arguments: Arguments | None,
) -> None:
    defaults = Frame(frame.module, frame.function, "default", dict(frame.env), inner=frame.inner)
    all_names = positional_names(signature)
    first = len(all_names) - len(signature.defaults)
    for name, default in zip(all_names[first:], signature.defaults, strict=True):
        if name not in frame.env:
            frame.env[name] = settle(expressions.evaluate(reading, defaults, default))
    for argument, value in zip(signature.kwonlyargs, signature.kw_defaults, strict=True):
        frame.env[argument.arg] = settle(expressions.evaluate(reading, defaults, value))
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
    named = {parameter.arg for parameter in (*signature.args, *signature.kwonlyargs)}
    for name, values in arguments.keywords.items():
        frame.env[name] = settle(values)
        if name not in named:
            reading.hand(frame, arguments.node, values)
    for parameter in (*signature.args, *signature.kwonlyargs):
        annotation = parameter.annotation
        if isinstance(annotation, ast.Name) and annotation.id == "str":
            values = frame.env.get(parameter.arg, ())
            reading.touch(frame, parameter, values, Role.EMBEDDED, needs_str=True)


def construct(reading: Reading, frame: Frame, callee: ClassValue, arguments: Arguments) -> Values:
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
        reading.hand(frame, arguments.node, values, Role.EMBEDDED if fields else Role.HANDED)
    for name, values in zip(fields, arguments.positional, strict=False):
        instance.attributes[name] = settle(values)
    for name, values in arguments.keywords.items():
        instance.attributes[name] = settle(values)
    return (instance,)
