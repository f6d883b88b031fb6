"""What a call does to things outside the process, as the table of resources knows it."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from codemods.suite.model import Function
from codemods.suite.names import resolve
from codemods.touches.arguments import Arguments
from codemods.touches.model import HOLE, Does, Made, Piece
from codemods.touches.resources import Pattern, Where
from codemods.touches.sql import database_in, named_in
from codemods.touches.state import Frame, Reading
from codemods.touches.values import (
    PRIVATE,
    ClassValue,
    Client,
    Instance,
    Mapped,
    Sequential,
    Text,
    Values,
    texts,
    written,
)

_UNKNOWN = Text((Piece(HOLE),), "str")
_FILES = ("sqlite", "duckdb")
_SCHEMES = {"postgres": "postgresql", "mariadb": "mysql", "rediss": "redis", "valkey": "redis"}


def use_call(reading: Reading, frame: Frame, dotted: str, arguments: Arguments) -> Values | None:
    """What a call of a global gives that the table knows; ``None`` if it does not."""
    patterns = reading.table.get(dotted)
    return _used(reading, frame, patterns, arguments, None) if patterns else None


def use_function(
    reading: Reading, frame: Frame, function: Function, arguments: Arguments
) -> Values | None:
    """What a call of the project's own code gives, where the project has put it in the table."""
    return use_call(reading, frame, _dotted(function.module, function.qualname), arguments)


@lru_cache(maxsize=4096)
def _dotted(path: str, qualname: str) -> str:
    """How code below the root is imported, from the root or from ``src``."""
    module = path.removesuffix(".py").removesuffix("/__init__").removeprefix("src/")
    return f"{module.replace('/', '.')}.{qualname}"


def use_method(
    reading: Reading, frame: Frame, client: Client, name: str, arguments: Arguments
) -> Values:
    """What a method of a client gives, or calling it does."""
    table = reading.table
    patterns = table.get(f"{client.type}.{name}") or table.get(f"{client.type}.*")
    if patterns is None:
        for values in arguments.everything():
            reading.hand(frame, arguments.node, values)
        return ()
    return _used(reading, frame, patterns, arguments, client) or ()


def _used(
    reading: Reading,
    frame: Frame,
    patterns: tuple[Pattern, ...],
    arguments: Arguments,
    client: Client | None,
) -> Values | None:
    for pattern in patterns:
        bound = [v for v in _values(arguments, pattern.of) if isinstance(v, Client)]
        if bound:
            return (replace(bound[0], type=pattern.gives),)
        if pattern.of and _expression(arguments, pattern.of) is not None:
            return ()
    given: list[Client] = []
    for pattern in patterns:
        if pattern.of:
            continue
        if pattern.in_ == "sql" and client:
            _sql(reading, frame, client, pattern, arguments)
            given += [client] if pattern.gives else []
            continue
        named = list(_names(reading, frame, pattern, arguments, client))
        if named and named[0][0] in _FILES:
            return None
        for kind, name in named:
            made = client.made if client else _made(frame, arguments.node)
            for part in _parts(pattern, arguments) if pattern.does else ():
                assert pattern.does
                reading.use(frame, arguments.node, kind, name, pattern.does, made, part)
            if pattern.gives:
                made = client.made if client else _made(frame, arguments.node)
                given.append(Client(pattern.gives, kind, name, made))
    return tuple({each.type: each for each in reversed(given)}.values())


def _names(
    reading: Reading,
    frame: Frame,
    pattern: Pattern,
    arguments: Arguments,
    client: Client | None,
) -> Iterator[tuple[str, Text]]:
    """The things that a call names, each with its kind."""
    if not pattern.argument and not pattern.default:
        yield (client.kind, client.name) if client else (pattern.kind, _UNKNOWN)
        return
    values = _values(arguments, pattern.argument)
    if pattern.key:
        values = tuple(
            item
            for value in values
            if isinstance(value, Mapped)
            for item in value.items.get(pattern.key, ())
        )
    if pattern.each:
        values = tuple(
            item
            for value in values
            if isinstance(value, Sequential)
            for items in value.items
            for item in items
        )
    if PRIVATE in values:
        yield pattern.kind, Text((), "str")
        return
    found = texts(values)
    if not found:
        expression = _expression(arguments, pattern.argument)
        if pattern.in_ == "url" and pattern.default and expression is not None:
            number = next((k.value for k in arguments.node.keywords if k.arg == "db"), None)
            known = number.value if isinstance(number, ast.Constant) else pattern.default
            yield pattern.kind, Text((Piece(str(known)),), "str")
        elif expression is None:
            yield pattern.kind, Text((Piece(pattern.default or HOLE),), "str")
        elif (given := _number(reading, frame, expression)) is not None:
            yield pattern.kind, Text((Piece(str(given)),), "str")
        elif not pattern.key and not pattern.each:
            yield pattern.kind, _UNKNOWN
    for text in found:
        yield _named(pattern, text)


def _number(reading: Reading, frame: Frame, node: ast.expr) -> object:
    """The value of a constant that is no text, looked up by its name."""
    if isinstance(node, ast.Constant):
        return node.value
    places: list[Mapping[str, ast.expr]] = []
    name = ""
    if isinstance(node, ast.Name) and node.id not in frame.env:
        hit = resolve(reading.suite, frame.module, node.id)
        places, name = ([hit[0].constants], hit[1]) if hit else ([], "")
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        receiver = frame.env.get(node.value.id, ())
        places = [v.cls.constants for v in receiver if isinstance(v, Instance | ClassValue)]
        hit = resolve(reading.suite, frame.module, node.value.id)
        places += [hit[0].constants] if hit and not hit[1] else []
        name = node.attr
    found = next((place[name] for place in places if name in place), None)
    return found.value if isinstance(found, ast.Constant) else None


def _named(pattern: Pattern, text: Text) -> tuple[str, Text]:
    """The name in an argument, and of what kind of thing it is."""
    if pattern.in_ not in ("url", "dsn"):
        return pattern.kind, text
    found = database_in(text.text)
    if found is None:
        return pattern.kind, _UNKNOWN
    scheme = found[0].partition("+")[0].lower()
    known = scheme and HOLE not in scheme and pattern.in_ == "url"
    kind = _SCHEMES.get(scheme, scheme) if known else pattern.kind
    name = found[1] or pattern.default or HOLE
    return kind, Text((Piece(name, literals=written(text)),), "str")


def _sql(
    reading: Reading, frame: Frame, client: Client, pattern: Pattern, arguments: Arguments
) -> None:
    """Record what the SQL of a call does, to the database of its client or to another one."""
    values = _values(arguments, pattern.argument)
    found = texts(values)
    node = arguments.node
    if PRIVATE in values:
        for named in named_in(_outline(_expression(arguments, pattern.argument))):
            if named.thing == "schema":
                reading.use(frame, node, "schema", Text((), "str"), named.does, client.made)
        return
    for text in found:
        any_named = False
        for named in named_in(text.text):
            any_named = True
            inside = Text((Piece(named.name, literals=written(text)),), "str")
            if named.thing == "table":
                part = named.name
                reading.use(frame, node, client.kind, client.name, named.does, client.made, part)
            else:
                kind = client.kind if named.thing == "database" else named.thing
                reading.use(frame, node, kind, inside, named.does, client.made)
        if not any_named and HOLE in text.text:
            reading.use(frame, node, client.kind, client.name, Does.CHANGES, client.made)
    if not found:
        reading.use(frame, node, client.kind, client.name, Does.CHANGES, client.made)


def _outline(node: ast.expr | None) -> str:
    """The text of an f-string with holes for its fields."""
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    return "".join(str(p.value) if isinstance(p, ast.Constant) else HOLE for p in parts)


def _parts(pattern: Pattern, arguments: Arguments) -> list[str]:
    """What a call uses inside the thing; a hole for what is not known."""
    if not pattern.part:
        return [""]
    if pattern.several and not arguments.starred:
        given = list(arguments.positional)
    else:
        given = [_values(arguments, pattern.part)]
    found = [[text.text for text in texts(values)] for values in given if PRIVATE not in values]
    if given and not found:
        return []
    return [names[0] if len(names) == 1 else HOLE for names in found] or [HOLE]


def _made(frame: Frame, node: ast.Call) -> Made:
    return Made(frame.module.path, frame.function, frame.place, node, frame.inner)


def _values(arguments: Arguments, where: Where) -> Values:
    for place in where:
        if isinstance(place, str) and place in arguments.keywords:
            return arguments.keywords[place]
        if isinstance(place, int) and place < len(arguments.positional):
            return arguments.positional[place]
    return ()


def _expression(arguments: Arguments, where: Where) -> ast.expr | None:
    node = arguments.node
    for place in where:
        if isinstance(place, int) and place < len(node.args):
            return node.args[place]
        for keyword in node.keywords:
            if keyword.arg == place:
                return keyword.value
    return None


def passes_on(dotted: str) -> bool:
    """Whether a call gives the SQL text that it is given."""
    return dotted in _PASSED


_PASSED = {
    *("sqlalchemy.text", "sqlalchemy.sql.text", "sqlalchemy.sql.expression.text"),
    *("psycopg.sql.SQL", "psycopg2.sql.SQL", "psycopg.sql.Identifier", "psycopg2.sql.Identifier"),
    "sqlalchemy.engine.make_url",
    "sqlalchemy.make_url",
}
