"""Kafka: the fixture that owns a topic, and where the broker is."""

import ast
from collections.abc import Iterator, Sequence

from codemods.hazards.names import Meeting
from codemods.suite.model import Function, Module, Suite
from codemods.suite.module import dotted_name
from codemods.suite.nodes import nodes_of
from codemods.touches.model import Does, Use
from codemods.transforms.primitives.carrying import carried
from codemods.transforms.primitives.hosts import function_at
from codemods.transforms.primitives.namespace import Part, identifier
from codemods.transforms.primitives.removal_code import (
    DELETES,
    IMPORTS,
    MAKES,
    OWNS,
    WAITING,
)
from codemods.transforms.primitives.replacing import RefusedRewrite


def topic_part(
    suite: Suite, meeting: Meeting, uses: Sequence[Use], name: str, pattern: str
) -> Part:
    for use in uses:
        module = suite.modules[use.client.module]
        for candidate, home, servers in _brokers(suite, module, use):
            dotted = dotted_name(candidate.func, module.imports) or ""
            library = dotted.partition(".")[0]
            library = library if library in DELETES else "confluent_kafka"
            try:
                owner = owner_of(suite, use) if home is module else None
                taken = carried(home, owner, [servers])
            except RefusedRewrite:
                continue
            remover = f"delete_{identifier(name)}"
            text = DELETES[library].format(remover=remover, servers=taken.texts[0], pattern=pattern)
            waits = library == "confluent_kafka" and _is_awaited(meeting)
            fixture = (MAKES if waits else OWNS).format(
                name=name,
                noun="topic",
                pattern=pattern,
                remover=remover,
                servers=taken.texts[0],
            )
            return Part(
                text + fixture,
                (name, remover),
                (),
                (*taken.imports, *IMPORTS[library], *(WAITING if waits else ())),
                taken.constants,
                remover,
            )
    raise RefusedRewrite(
        "nothing in the suite deletes it, and where the broker is could not be read"
    )


def owner_of(suite: Suite, use: Use) -> Function | None:
    """The function in which the client of a use is made."""
    return function_at(suite, use.client.function) if "::" in use.client.function else None


def _brokers(suite: Suite, module: Module, use: Use) -> Iterator[tuple[ast.Call, Module, ast.expr]]:
    """The client of a use, with the expressions that may say where its broker is."""
    for candidate in (use.client.node, use.node):
        servers = _servers(module, candidate)
        if servers is not None:
            yield candidate, module, servers
            function = owner_of(suite, use)
            if isinstance(servers, ast.Name) and function:
                for home, given in _arguments(suite, function, servers.id):
                    yield candidate, home, given
    for node in nodes_of(module.source.tree):
        servers = _entry(node)
        if servers is not None:
            yield use.client.node, module, servers


def _arguments(suite: Suite, function: Function, name: str) -> Iterator[tuple[Module, ast.expr]]:
    """What tests and fixtures give to a parameter of a function, or of the class that it makes."""
    names = [argument.arg for argument in function.node.args.args][bool(function.owner) :]
    called = function.owner if function.name == "__init__" else function.name
    for module in suite.mentioning(called or ""):
        for node in nodes_of(module.source.tree) if module.kind != "other" else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == called:
                found = next((k.value for k in node.keywords if k.arg == name), None)
                index = names.index(name) if name in names else len(node.args)
                if found is None and index < len(node.args):
                    found = node.args[index]
                if found is not None:
                    yield module, found


def _servers(module: Module, node: ast.Call) -> ast.expr | None:
    """The expression that says where the broker is."""
    for keyword in node.keywords:
        if keyword.arg == "bootstrap_servers":
            return keyword.value
    for argument in node.args[:1]:
        value: ast.expr | None = argument
        if isinstance(value, ast.Name):
            value = module.constants.get(value.id)
        found = _entry(value)
        if found is not None:
            return found
        if isinstance(value, ast.Dict):
            for key, inner in zip(value.keys, value.values, strict=True):
                if key is None and isinstance(inner, ast.Name):
                    found = _entry(module.constants.get(inner.id))
                    if found is not None:
                        return found
    return None


def _entry(value: ast.AST | None) -> ast.expr | None:
    if isinstance(value, ast.Dict):
        for key, inner in zip(value.keys, value.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "bootstrap.servers":
                return inner
    return None


def _is_awaited(meeting: Meeting) -> bool:
    """Whether a test subscribes to a topic before anything has made the broker make it."""
    for uses in meeting.uses.values():
        first = next((use for use in uses if use.does is not Does.OPENS), None)
        if first is not None and first.does is Does.READS:
            return True
    return False
