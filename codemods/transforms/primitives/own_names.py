"""A name of its own for a thing on a server: where it is written, and what is written instead."""

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from codemods.hazards.names import Meeting, Thing
from codemods.suite.model import Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.touches.model import HOLE, Does, Written
from codemods.transforms.primitives.hosts import functions_around
from codemods.transforms.primitives.replacing import RefusedRewrite

DISTINCT = re.compile(r"\w[-_.:]\w")
"""Names of several words are hardly ever written for anything else."""
_CATALOGUE = re.compile(r"information_schema\.\w|\bpg_(tables|class|indexes|views)\b", re.I)
_DATABASES = re.compile(r"\bpg_database\b", re.I)
_ONE_DATABASE = re.compile(r"datname\s*(=|in\b)", re.I)
_ONE_SCHEMA = re.compile(r"(schema(name)?|nspname|relnamespace)\s*(=|in\b|like\b)", re.I)
_SPEAKS = re.compile(
    r"://|=|\b(select|insert|update|delete|truncate|create|drop|alter|grant|copy)\s", re.IGNORECASE
)
"""What a URL, an option or a statement looks like, in which a name is meant."""
_SETTINGS = re.compile(r"\.(sql|ini|cfg|toml|env|json|properties|conf|ya?ml|sh)$|(^|/)\.env")


@dataclass(frozen=True, slots=True)
class Naming:
    """How servers take the names of a kind of thing.

    Attributes:
        noun: what a fixture that gives such a name is called.
        longest: bytes.
        joint: what stands between the parts of a name.
    """

    noun: str
    longest: int
    joint: str = "_"


_NAMINGS = {
    "postgresql": Naming("database", 63),
    "mysql": Naming("database", 64),
    "schema": Naming("schema", 63),
    "role": Naming("role", 63),
    "mongodb": Naming("database", 63),
    "kafka-topic": Naming("topic", 249),
    "kafka-group": Naming("group", 249),
    "redis-channel": Naming("channel", 512),
    "mqtt-topic": Naming("topic", 512),
    "bucket": Naming("bucket", 63, "-"),
}
_PLAIN = frozenset({"postgresql", "mysql", "schema", "role", "mongodb", "kafka-group"})
"""Kinds of which one name is seldom made from another."""
_NAMESPACE_BYTES = 8 + 1 + len("gw9999")


def naming_of(kind: str) -> Naming:
    """How names of a kind are made; as for a queue where the kind is the project's own."""
    return _NAMINGS.get(kind, Naming(re.sub(r"\W+", "_", kind).strip("_") or "name", 200))


def base_of(thing: Thing) -> str:
    """The name, so short that the namespace still fits behind it."""
    naming = naming_of(thing.kind)
    room = naming.longest - _NAMESPACE_BYTES - len(naming.joint)
    return thing.name.encode()[:room].decode("utf-8", "ignore")


def literals_of(suite: Suite, meeting: Meeting) -> list[Written]:
    """The literals in which the name is written.

    Raises:
        RefusedRewrite: a use of it has its name from elsewhere, or something else names it too.
    """
    thing = meeting.thing
    if not thing.name.strip(HOLE):
        raise RefusedRewrite(
            "its name comes from the environment, from settings, or is computed: say where it is "
            "made that each worker has one of its own, and who makes and removes it"
        )
    if HOLE in thing.name:
        raise RefusedRewrite("a part of its name is computed: put the worker's name into it there")
    if thing.kind in ("postgresql", "schema", "role"):
        _check_sql(meeting)
    word = word_of(thing.name)
    if thing.kind in ("postgresql", "schema"):
        _check_catalogue(meeting)
    found: dict[int, Written] = {}
    for uses in meeting.uses.values():
        for use in uses:
            own = [one for one in use.literals if any(word.search(t) for t in texts_in(one.node))]
            if not own:
                raise RefusedRewrite(
                    f"its name at line {use.node.lineno} of {use.module} comes from the "
                    "environment or is computed: say there that each worker has one of its own"
                )
            found |= {id(one.node): one for one in own}
    for one in found.values():
        module = suite.modules[one.module]
        if not serves_tests(suite, module.path):
            raise RefusedRewrite(
                f"{one.module} names it itself (line {one.node.lineno}): let the tests give it "
                "the name"
            )
        if one.place == "decorator":
            raise RefusedRewrite(
                f"its name stands in a decorator (line {one.node.lineno} of {one.module}), where "
                "no fixture can be used"
            )
    functions = {key for uses in meeting.hazard.tests for key in uses.trace.functions}
    for one in _others(suite, thing, word, found.keys()):
        exact = isinstance(one.node, ast.Constant) and one.node.value == thing.name
        if not (exact and one.function in functions and DISTINCT.search(thing.name)):
            raise RefusedRewrite(
                f"{thing.name!r} also stands in {one.module} (line {one.node.lineno}), where it "
                f"may or may not be the {naming_of(thing.kind).noun}"
            )
        found[id(one.node)] = one
    _check_settings(suite, word)
    return list(found.values())


def _check_sql(meeting: Meeting) -> None:
    """Raise `RefusedRewrite` where a name in SQL may be another one than it seems."""
    thing = meeting.thing
    if thing.name != thing.name.lower():
        raise RefusedRewrite("its name has capitals, which SQL folds where they are not quoted")
    for one in meeting.hazard.tests:
        for use in one.trace.uses:
            if use.kind == thing.kind and use.name == HOLE and use.does is Does.OPENS:
                raise RefusedRewrite(
                    f"{one.id} also connects to a database whose name is computed (line "
                    f"{use.node.lineno} of {use.module}), which may be the same"
                )


def _check_catalogue(meeting: Meeting) -> None:
    """Raise `RefusedRewrite` where tests look at the things of all workers."""
    of_schema = meeting.thing.kind == "schema"
    catalogue, narrowed = (_CATALOGUE, _ONE_SCHEMA) if of_schema else (_DATABASES, _ONE_DATABASE)
    for one in meeting.hazard.tests:
        for wording in one.trace.strings:
            if catalogue.search(wording.text) and not narrowed.search(wording.text):
                raise RefusedRewrite(
                    f"{one.id} asks the catalogue of the server, which lists what all workers have"
                )


def check_apart(thing: Thing, others: Sequence[Thing]) -> None:
    """Raise `RefusedRewrite` where two names would be one, or one may be made from another."""
    for other in others:
        if other.kind != thing.kind or other.name == thing.name:
            continue
        if base_of(other) == base_of(thing):
            raise RefusedRewrite(f"cut to its length, its name is that of {other.shown} too")
        longer, shorter = sorted((other.name, thing.name), key=len, reverse=True)
        if (
            thing.kind not in _PLAIN
            and longer.startswith(shorter)
            and longer[len(shorter)] in "._-"
        ):
            raise RefusedRewrite(
                f"its name may be made from that of another one, or the other way round: "
                f"{shorter} and {longer}"
            )


def word_of(name: str) -> re.Pattern[str]:
    """A pattern for the name where it is not a part of a longer one."""
    return re.compile(rf"(?<![\w$-])(?<!\w\.){re.escape(name)}(?![\w$-])", re.IGNORECASE)


def texts_in(node: ast.AST) -> Iterator[str]:
    """The texts that are written in an expression."""
    for inner in nodes_of(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _others(
    suite: Suite, thing: Thing, word: re.Pattern[str], known: Collection[int]
) -> Iterator[Written]:
    """The literals that may hold the name, and of which no use was seen."""
    parts = [part.encode() for part in thing.name.split(HOLE) if part]
    for module in suite.modules.holding(lambda raw: all(part in raw for part in parts)):
        skipped = {id(node) for node in _docstrings(module.source.tree)}
        owners = functions_around(module)
        for node in nodes_of(module.source.tree):
            if id(node) in known:
                skipped |= {id(inner) for inner in nodes_of(node)}
        for node in nodes_of(module.source.tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str | bytes):
                continue
            value = node.value
            text = value if isinstance(value, str) else value.decode("latin-1")
            if id(node) not in skipped and _is_about(text, thing.name, word):
                owner = owners.get(id(node))
                yield Written(module.path, owner.key if owner else None, "body", node)


def _check_settings(suite: Suite, word: re.Pattern[str]) -> None:
    for path, raw in suite.texts.items():
        if _SETTINGS.search(path) and word.search(raw.decode("utf-8", "replace")):
            raise RefusedRewrite(
                f"{path} names it too: a name for each worker has to be given there"
            )


def _is_about(text: str, name: str, word: re.Pattern[str]) -> bool:
    """Whether a text that holds the name, in whatever case, may mean it."""
    if text.lower() == name.lower():
        return True
    if not word.search(text):
        return False
    return bool(DISTINCT.search(name) or _SPEAKS.search(text)) or text.startswith("/")


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    for node in nodes_of(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
