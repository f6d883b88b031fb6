"""What a call does: to a path by what is known of the callee, else by reading its body."""

import ast
import sys
from typing import cast

from codemods.suite.names import class_chain
from codemods.touches import binding, bodies, building, expressions, lookups, rendered
from codemods.touches.arguments import Arguments
from codemods.touches.guesses import handed
from codemods.touches.known import HANDLE, call_known, mocks_files, result_of_method, touch_method
from codemods.touches.model import Role, Wording
from codemods.touches.state import Frame, Reading
from codemods.touches.stores import is_in_store
from codemods.touches.table import (
    CALLS,
    HARMLESS,
    REACHING,
    SET_UP_FAKES,
    moves,
)
from codemods.touches.uses import use_function, use_method
from codemods.touches.values import (
    PRIVATE,
    ClassValue,
    Client,
    Closure,
    Func,
    Instance,
    Mapped,
    Method,
    ModuleValue,
    Private,
    Ref,
    Rendered,
    Sequential,
    Text,
    Value,
    Values,
    literal,
    texts,
    union,
)

_KEEPERS = {"append", "add", "appendleft", "extend", "insert", "put", "setdefault", "update"}
_LISTED = {"append", "appendleft", "extend"}
_SOCKETS = {"bind", "connect", "start_unix_server", "create_unix_server", "open_unix_connection"}
_LOOKS_AT = {
    *("split", "rsplit", "partition", "rpartition", "removeprefix", "replace"),
    *("index", "rindex", "find", "rfind", "count", "translate"),
}
_ENDS = {"startswith", "strip", "lstrip"}
"""Methods that look at the first letters of a text; each path begins with a slash."""
_MATCHING = {
    *("match", "fullmatch", "search", "findall", "finditer", "sub", "subn"),
    *("fnmatch", "fnmatchcase", "assertRegex", "assertNotRegex"),
}
"""Names of what matches a pattern against a text, or one text against others."""
_BY_NAME = {*lookups.IMPORTERS, "builtins.getattr"}
_FINALIZERS = {"addfinalizer", "addCleanup", "addClassCleanup", "addModuleCleanup", "callback"}


def call(reading: Reading, frame: Frame, node: ast.Call) -> Values:
    """Work out a call."""
    if isinstance(node.func, ast.Attribute):
        base = expressions.evaluate(reading, frame, node.func.value)
        callees = lookups.attribute(reading, frame, base, node.func)
        name = node.func.attr
    else:
        base = ()
        callees = expressions.evaluate(reading, frame, node.func)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _FINALIZERS and node.args:
        return _finalizer(reading, frame, node)
    if SET_UP_FAKES.match(name):
        reading.faked = f"{name} replaces the file system"
    arguments = _arguments(reading, frame, node, denied=name == "assertFalse")
    if rendered.is_comparison(name):
        rendered.compare(reading, node, list(zip(node.args, arguments.positional, strict=True))[:2])
    keeps = isinstance(node.func, ast.Attribute) and name in _KEEPERS
    if keeps and binding.is_lasting(frame, cast(ast.Attribute, node.func).value):
        for values in arguments.everything():
            reading.hand(frame, node, values, Role.KEPT)
        return ()
    if isinstance(node.func, ast.Attribute) and name in _LISTED:
        for values in arguments.everything():
            reading.hand(frame, node, values, Role.EMBEDDED)
        return ()
    if name in _MATCHING and not texts(base) and not any(_is_known(reading, it) for it in callees):
        for values in arguments.everything():
            reading.touch(frame, node, values, Role.INSPECTED)
        return ()
    if name in _SOCKETS and not any(_is_known(reading, callee) for callee in callees):
        for values in arguments.everything():
            reading.hand(frame, node, values, Role.BOUND)
        return ()
    if not callees:
        return unknown(reading, frame, arguments, name)
    return union(*(_dispatch(reading, frame, callee, arguments, name) for callee in callees))


def _is_known(reading: Reading, callee: Value) -> bool:
    """Whether what is called is known, so that its name need not tell."""
    if isinstance(callee, Func | Closure | ClassValue):
        return True
    if isinstance(callee, Method):
        return isinstance(callee.receiver, Client)
    return isinstance(callee, Ref) and (callee.dotted in CALLS or callee.dotted in reading.table)


def _arguments(
    reading: Reading, frame: Frame, node: ast.Call, *, denied: bool = False
) -> Arguments:
    with reading.under(negated=denied, statement=None):
        positional: list[Values] = []
        starred = False
        for argument in node.args:
            values = expressions.evaluate(reading, frame, argument)
            if isinstance(argument, ast.Starred):
                starred = True
                values = binding.items(values)
            positional.append(values)
        keywords: dict[str, Values] = {}
        for keyword in node.keywords:
            values = expressions.evaluate(reading, frame, keyword.value)
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
        case Ref(dotted=dotted) if dotted in _BY_NAME:
            return lookups.by_name(reading, frame, dotted, arguments) or unknown(
                reading, frame, arguments, dotted
            )
        case Ref():
            known = call_known(reading, frame, callee.dotted, arguments)
            if known is None:
                known = unknown(reading, frame, arguments, callee.dotted)
            return (
                known if texts(known) else rendered.by_function(callee.dotted, arguments) or known
            )
        case Func():
            used = use_function(reading, frame, callee.function, arguments)
            if used is not None:
                return used
            return bodies.call_function(reading, frame, callee, arguments)
        case Closure():
            return bodies.call_closure(reading, callee, frame, arguments)
        case ClassValue():
            return bodies.construct(reading, frame, callee, arguments)
        case Method(receiver=Text() as text):
            return _text_method(reading, frame, text, name, arguments)
        case Method(receiver=Rendered() as made):
            unknown(reading, frame, arguments, name)
            return rendered.by_method(made, name)
        case Method(receiver=Client() as client):
            return use_method(reading, frame, client, callee.name, arguments)
        case Client():
            return (callee,)
        case Private():
            return _private(reading, frame, arguments, name)
        case _:
            return unknown(reading, frame, arguments, name)


def _private(reading: Reading, frame: Frame, arguments: Arguments, name: str) -> Values:
    if moves(name):
        reading.moved = True
    reading.lists_own |= name in ("iterdir", "glob", "rglob", "listdir", "visit", "walk")
    for values in arguments.everything():
        if name in ("join", "joinpath", "mktemp", "mkdir", "ensure"):
            building.lie_elsewhere(reading, frame, arguments.node, values)
        else:
            reading.hand(frame, arguments.node, values)
    return (PRIVATE,)


def unknown(reading: Reading, frame: Frame, arguments: Arguments, name: str) -> Values:
    """A call into code that was not read; a name may tell what it does to its first path."""
    node = arguments.node
    last = name.rpartition(".")[2]
    if last == "patch" and mocks_files(union(*arguments.positional[:1])):
        reading.faked = "the test replaces parts of the file system by mocks"
    if moves(name):
        reading.moved = True
        return ()
    if last == "joinpath":
        for values in arguments.everything():
            building.lie_elsewhere(reading, frame, node, values)
        return ()
    if is_in_store(frame.module, node):
        for values in arguments.everything():
            reading.touch(frame, node, values, Role.GLUED)
        reading.call(name)
        return _opened(arguments, last)
    elsewhere = "cwd" in arguments.keywords
    for values, role in handed(reading, frame, arguments, last):
        reading.hand(frame, node, values, role)
        for value in values:
            if isinstance(value, Closure):
                bodies.call_closure(reading, value, frame, None)
            elif last == "register":
                _registered(reading, value)
    if elsewhere and not reading.moved:
        for text in _relative(arguments):
            reading.strings.append(Wording(frame.function, f"cwd={text}"))
    if opened := _opened(arguments, last):
        return opened
    if is_harmless(name):
        given = (Ref(f"{name}()"),) if "." in name else ()
        return rendered.output(f"{name}()") or given
    reading.call(name or "a callable")
    return rendered.of_program(last)


def _opened(arguments: Arguments, name: str) -> Values:
    """A handle, if this opens for writing: what is written into it is no path."""
    mode = literal(arguments.at(1, "mode")) if name == "open" else None
    writes = mode and set(mode) <= set("rwaxbtU+") and set(mode) & set("wax+")
    return (Ref(HANDLE),) if writes else ()


def _registered(reading: Reading, value: Value) -> None:
    """What pytest calls of an object, or a module, that is registered as a plugin."""
    suite = reading.suite
    if isinstance(value, ModuleValue):
        for name, function in value.module.functions.items():
            if name.startswith("pytest_") and not function.fixture:
                bodies.call_function(reading, None, Func(function), None)
    for base in (
        class_chain(value.cls, suite.modules, suite.config)
        if isinstance(value, Instance | ClassValue)
        else ()
    ):
        receiver = value if isinstance(value, Instance) else Instance(base, {})
        for function in suite.modules[base.module].functions.values():
            if function.owner == base.qualname and function.name.startswith("pytest_"):
                bodies.call_function(reading, None, Func(function, receiver), None)


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


def _text_method(
    reading: Reading, frame: Frame, value: Text, name: str, arguments: Arguments
) -> Values:
    node = arguments.node
    if value.kind == "str" and name == "format" and not arguments.starred:
        operands = list(zip(arguments.positional, node.args, strict=True))
        if not arguments.keywords:
            return building.template(reading, frame, node, (value,), "{", operands)
        reading.touch(frame, node, (value,), Role.EMBEDDED, needs_str=True)
        for values in arguments.everything():
            reading.touch(frame, node, values, Role.EMBEDDED)
        return ()
    if value.kind == "path":
        touch_method(reading, frame, value, name, arguments)
        return result_of_method(reading, frame, value, name, arguments)
    first = arguments.at(0, "prefix")
    neutral = literal(first) == "/" or not arguments.everything()
    looked_at = name in _LOOKS_AT or (name in _ENDS and not neutral)
    role = Role.INSPECTED if looked_at else Role.EMBEDDED
    reading.touch(frame, node, (value,), role, needs_str=True)
    for values in arguments.everything():
        reading.hand(frame, node, values, Role.COMPARED)
    if name == "join":
        _put_together(reading, frame, value, arguments)
    return rendered.by_method(value, name)


def _put_together(reading: Reading, frame: Frame, between: Text, arguments: Arguments) -> None:
    """What ``join`` makes of parts that are all known."""
    (listed, *_) = arguments.positional or ((),)
    items = listed[0].items if len(listed) == 1 and isinstance(listed[0], Sequential) else ()
    parts = [texts(item) for item in items]
    if parts and all(len(part) == 1 for part in parts):
        pieces = [piece for (part,) in parts for piece in (*between.pieces, *part.pieces)]
        made = tuple(pieces[len(between.pieces) :])
        text = "".join(piece.text for piece in made)
        reading.strings.append(Wording(frame.function, text, True, pieces=made, parted=True))
