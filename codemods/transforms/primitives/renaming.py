"""Names that carry the worker and the run: in a fixture, else in a constant."""

import ast
from collections.abc import Mapping, Sequence

from codemods.edits.model import Edit
from codemods.hazards.names import Meeting, Thing, child_starters
from codemods.suite.model import Function, Module, Suite
from codemods.touches.model import Does
from codemods.transforms.primitives.fitting import tidied
from codemods.transforms.primitives.hosts import taken_names, why_not_extended
from codemods.transforms.primitives.imports import leading_imports, plain_imports
from codemods.transforms.primitives.layout import parameter_edits
from codemods.transforms.primitives.name_sites import Site, literal_edits, site_edits, sites_of
from codemods.transforms.primitives.namespace import identifier, in_style, part_edits
from codemods.transforms.primitives.own_names import (
    base_of,
    check_apart,
    literals_of,
    naming_of,
)
from codemods.transforms.primitives.removers import actors, owned, owner_part, remover_part
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.spelling import style_of

_CONSTANT = "NAMESPACE"
_VAGUE = frozenset({"name", "db", "dsn", "test", "long", "short", "key", "value", "n", "t"})
_LINES = """\
RUN = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "master")
NAMESPACE = "".join(filter(str.isalnum, RUN)).lower()[-8:] + f"_{WORKER}"
"""


def own_name(suite: Suite, meeting: Meeting, others: Sequence[Meeting]) -> list[Edit]:
    """The edits by which each worker has a thing with a name of its own.

    Args:
        others: the other things of the suite.

    Raises:
        RefusedRewrite: the name is needed where neither a fixture nor a constant can give it.
    """
    check_apart(meeting.thing, [other.thing for other in others])
    if meeting.thing.kind == "kafka-group":
        _check_topics(suite, meeting, others)
    literals = literals_of(suite, meeting)
    sites = sites_of(suite, meeting.thing, literals)
    _check_children(suite, meeting, sites)
    try:
        return _by_fixture(suite, meeting, sites, others)
    except RefusedRewrite as refusal:
        nodes: dict[str, list[ast.expr]] = {}
        for one in literals:
            nodes.setdefault(one.module, []).append(one.node)
        return _by_constant(suite, meeting, nodes, str(refusal))


def _check_topics(suite: Suite, meeting: Meeting, others: Sequence[Meeting]) -> None:
    """Raise `RefusedRewrite` where a new group would read the old messages of a topic."""
    for other in others:
        if other.thing.kind == "kafka-topic" and meeting.uses.keys() & other.uses.keys():
            try:
                own_name(suite, other, others)
            except RefusedRewrite as refusal:
                raise RefusedRewrite(
                    f"{other.thing.shown} keeps its name, and a new group would read it from its "
                    "beginning"
                ) from refusal


def _check_children(suite: Suite, meeting: Meeting, sites: Sequence[Site]) -> None:
    """Raise `RefusedRewrite` where a process is started that is not told the name."""
    telling = {site.function.key for site in sites if site.function}
    for one in meeting.hazard.tests:
        for function, line in child_starters(suite, one.trace):
            if function.key not in telling:
                raise RefusedRewrite(
                    f"{function.qualname} starts another process (line {line} of "
                    f"{function.module}), which may use it too, and is not told its name"
                )


def _by_fixture(
    suite: Suite, meeting: Meeting, sites: Sequence[Site], others: Sequence[Meeting]
) -> list[Edit]:
    functions: dict[str, Function] = {}
    for site in sites:
        function = site.function
        if function is None:
            raise RefusedRewrite(
                f"its name is needed when {site.module.path} is imported (line "
                f"{site.node.lineno}), before any fixture runs"
            )
        if function.kind not in ("test", "fixture") or function.in_testcase:
            raise RefusedRewrite(
                f"{function.qualname} in {function.module} names it, and takes no fixtures"
            )
        functions[function.key] = function
    name = _fixture_name(suite, meeting, sites, list(functions.values()), others)
    edits = [edit for site in sites for edit in site_edits(meeting.thing, site, name)]
    for function in functions.values():
        added = parameter_edits(suite, function, name, "str")
        if added is None:
            raise RefusedRewrite(f"no place was found for a parameter of {function.qualname}")
        edits += added
    edits += part_edits(suite, owner_part(suite, meeting, name))
    return tidied(suite, list(dict.fromkeys(edits)))


def _fixture_name(
    suite: Suite,
    meeting: Meeting,
    sites: Sequence[Site],
    functions: Sequence[Function],
    others: Sequence[Meeting],
) -> str:
    """A name for the fixture that gives the name, which is free in all its users."""
    thing = meeting.thing
    noun = naming_of(thing.kind).noun
    constants = {_last(site.node).lower().strip("_") for site in sites if site.constant}
    constants -= _VAGUE
    candidates: list[str] = []
    spelled = identifier(thing.name)
    long = spelled if noun in spelled else f"{spelled}_{noun}"
    alone = sum(other.thing.kind == thing.kind for other in others) == 1
    candidates += [*sorted(constants), *([noun, f"{noun}_name"] if alone else ()), long]
    candidates += [f"own_{long}"]
    first = ""
    for candidate in candidates:
        if not candidate.isidentifier():
            continue
        reasons = (why_not_extended(suite, function, candidate, []) for function in functions)
        reason = next((reason for reason in reasons if reason), "")
        taken = any(candidate in taken_names(suite, function) for function in functions)
        if not reason and not taken and not _is_elsewhere(suite, candidate):
            return candidate
        first = first or reason
    raise RefusedRewrite(first or f"no free name was found for a fixture that gives {thing.name}")


def _last(node: ast.expr) -> str:
    return str(node.attr) if isinstance(node, ast.Attribute) else ast.unparse(node)


def _is_elsewhere(suite: Suite, name: str) -> bool:
    return any(
        function.fixture and function.fixture.name == name
        for module in suite.mentioning(name)
        for function in module.functions.values()
    )


def _by_constant(
    suite: Suite, meeting: Meeting, nodes: Mapping[str, Sequence[ast.expr]], reason: str
) -> list[Edit]:
    """The name is made when its module is imported, which each worker does for itself."""
    thing = meeting.thing
    if naming_of(thing.kind).joint == "-":
        raise RefusedRewrite(reason)
    with_namespace = f"{base_of(thing)}{naming_of(thing.kind).joint}{{{_CONSTANT}}}"
    edits: list[Edit] = []
    for path, literals in nodes.items():
        module = suite.modules[path]
        if {"RUN", "WORKER", _CONSTANT} & module.bound:
            raise RefusedRewrite(reason)
        for node in literals:
            edits += literal_edits(module.source, node, thing.name, with_namespace)
        edits += [_constants(module), *plain_imports(module, "os", "uuid")]
    if is_removed(meeting):
        remover = remover_part(suite, meeting)
        edits += part_edits(suite, remover, fixture=False) if remover else ()
    elif not _needs_no_removal(thing):
        name = _fixture_name(suite, meeting, (), actors(suite, meeting), ())
        edits += part_edits(suite, owner_part(suite, meeting, name))
        edits += owned(suite, actors(suite, meeting), name)
    return tidied(suite, list(dict.fromkeys(edits)))


def _constants(module: Module) -> Edit:
    """The namespace of this process, in front of all that is not imported."""
    source = module.source
    imports = leading_imports(source)
    rest = [
        node
        for index, node in enumerate(source.tree.body)
        if node not in imports and not (index == 0 and isinstance(node, ast.Expr))
    ]
    text = in_style(_LINES, style_of(source)).replace("\n", source.newline)
    defines = isinstance(rest[0], ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    if imports and defines:
        at = source.line_start((imports[-1].end_lineno or imports[-1].lineno) + 1)
        return replacing(source, at, at, source.newline + text)
    line = min([rest[0].lineno, *(d.lineno for d in getattr(rest[0], "decorator_list", []))])
    while source.line(line - 1).startswith(b"#"):
        line -= 1
    at = source.line_start(line)
    return replacing(source, at, at, text + source.newline * (2 if defines else 0))


def is_removed(meeting: Meeting) -> bool:
    """Whether the suite itself removes the thing when it is done with it."""
    return any(
        use.does is Does.REMOVES and not use.part and use.teardown
        for uses in meeting.uses.values()
        for use in uses
    )


def _needs_no_removal(thing: Thing) -> bool:
    return thing.kind in ("kafka-group", "redis-channel", "subject", "mqtt-topic")
