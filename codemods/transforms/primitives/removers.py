"""The fixture that owns a thing on a server, and the code that removes what a worker has left."""

from collections.abc import Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.hazards.names import Meeting
from codemods.suite.model import Function, Suite
from codemods.suite.module import dotted_name
from codemods.touches.model import Does, Made, Use
from codemods.transforms.primitives.carrying import Carried, carried
from codemods.transforms.primitives.hosts import function_at
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.layout import parameter_edits
from codemods.transforms.primitives.namespace import Part, identifier
from codemods.transforms.primitives.own_names import base_of, naming_of
from codemods.transforms.primitives.removal_code import DROPS, GIVES, IMPORTS, OWNS
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.spelling import quoted, style_of
from codemods.transforms.primitives.topics import topic_part


def owner_part(suite: Suite, meeting: Meeting, name: str) -> Part:
    """The fixture ``name`` that gives the name of a thing, and what removes the thing.

    Raises:
        RefusedRewrite: nothing removes it, and how to is not known.
    """
    thing = meeting.thing
    naming = naming_of(thing.kind)
    pattern = f"{base_of(thing)}{naming.joint}{{namespace}}"
    if naming.joint == "-":
        pattern = pattern.replace("{namespace}", "{namespace.replace('_', '-')}")
    uses = [use for each in meeting.uses.values() for use in each]
    if thing.kind in ("postgresql", "schema", "role"):
        return _sql_part(suite, meeting, uses, name, pattern)
    if thing.kind == "kafka-topic":
        return topic_part(suite, meeting, uses, name, pattern)
    removed = any(use.does is Does.REMOVES and use.teardown for use in uses)
    if not removed and any(use.does is Does.MAKES for use in uses):
        raise RefusedRewrite("nothing in the suite removes it: say who does, and when")
    noun = naming.noun.replace("_", " ")
    return Part(GIVES.format(name=name, noun=noun, pattern=pattern), (name,))


def _sql_part(suite: Suite, meeting: Meeting, uses: Sequence[Use], name: str, pattern: str) -> Part:
    """A fixture for a name in SQL; the suite makes and drops the thing, but after a crash."""
    thing, noun = meeting.thing, naming_of(meeting.thing.kind).noun
    if not any(use.does is Does.MAKES and not use.part for use in uses):
        raise RefusedRewrite(
            f"no statement in the suite makes it: say whether workers may make and drop a {noun} "
            "each, and what builds its tables"
        )
    dropping = [use for use in uses if use.does is Does.REMOVES and not use.part]
    kept = not any(use.teardown for use in dropping)
    remover = f"drop_{identifier(base_of(thing))}"
    gives = OWNS if kept else GIVES
    fixture = gives.format(name=name, noun=noun, pattern=pattern, remover=remover)
    makers = [use for use in uses if use.does is Does.MAKES and not use.part]
    for use in (*dropping, *makers):
        found = _connection(suite, use.client)
        if found is None:
            continue
        library, taken = found
        text = DROPS[library].format(
            remover=remover,
            connect=taken.texts[0],
            thing=noun.upper(),
            pattern=pattern,
            force={"database": " WITH (FORCE)", "schema": " CASCADE"}.get(noun, ""),
        )
        return Part(
            text + fixture,
            (name, remover),
            (),
            (*taken.imports, *IMPORTS.get(library, ())),
            taken.constants,
            remover,
        )
    if kept:
        raise RefusedRewrite(f"nothing in the suite drops it: say who drops the {noun}, and when")
    return Part(fixture, (name,))


def remover_part(suite: Suite, meeting: Meeting) -> Part | None:
    """What removes a thing after a crash, where the suite names it without a fixture."""
    if meeting.thing.kind not in ("postgresql", "schema", "role"):
        return None
    try:
        part = owner_part(suite, meeting, "unused")
    except RefusedRewrite:
        return None
    if not part.cleaner:
        return None
    text = part.text.partition("\n\n\n@pytest.fixture")[0] + "\n"
    return replace(part, text=text, binds=(part.cleaner,))


def actors(suite: Suite, meeting: Meeting) -> list[Function]:
    """The tests, fixtures and set-up functions on whose behalf a thing is used."""
    keys = {use.actor: None for uses in meeting.uses.values() for use in uses if use.actor}
    found = [function_at(suite, key) for key in keys]
    return [function for function in found if function is not None]


def owned(suite: Suite, users: Sequence[Function], fixture: str) -> list[Edit]:
    """The edits by which functions make sure that a thing is removed when they are done with it.

    Raises:
        RefusedRewrite: one of them can neither take nor be given a fixture.
    """
    edits: list[Edit] = []
    marked: set[tuple[str, str]] = set()
    for function in users:
        module = suite.modules[function.module]
        if function.kind in ("test", "fixture") and not function.in_testcase:
            added = parameter_edits(suite, function, fixture, "str")
            if added is None:
                raise RefusedRewrite(f"no place was found for a parameter of {function.qualname}")
            edits += added
        elif function.owner and (function.module, function.owner) not in marked:
            marked.add((function.module, function.owner))
            source, node = module.source, module.classes[function.owner].node
            line = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            at, indent = source.line_start(line), source.indent(node.lineno)
            name = quoted(fixture, style_of(source))
            mark = f"{indent}@pytest.mark.usefixtures({name}){source.newline}"
            edits += [replacing(source, at, at, mark), *plain_imports(module, "pytest")]
        elif not function.owner:
            raise RefusedRewrite(
                f"{function.qualname} in {function.module} uses it, and nothing in the suite "
                "removes it"
            )
    return edits


def _connection(suite: Suite, made: Made) -> tuple[str, Carried] | None:
    """The library and the text of a call that connects, where it can stand in a conftest."""
    module = suite.modules[made.module]
    dotted = dotted_name(made.node.func, module.imports) or ""
    library = dotted.partition(".")[0]
    if library not in DROPS or ("async" in dotted.lower() and dotted != "asyncpg.connect"):
        return None
    try:
        taken = carried(module, function_at(suite, made.function), [made.node])
    except RefusedRewrite:
        return None
    text = taken.texts[0]
    if library == "psycopg" and "autocommit" not in text:
        text = f"{text[:-1]}, autocommit=True)"
    if library == "sqlalchemy" and "AUTOCOMMIT" not in text:
        text = f'{text[:-1]}, isolation_level="AUTOCOMMIT")'
    return library, replace(taken, texts=(text,))
