"""The body of a fixture that makes something, and the name of the fixture."""

import ast
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.hazards.paths import TEMPORARY
from codemods.suite.model import SCOPES, Function, Suite
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.common import Common
from codemods.transforms.primitives.hosts import function_at
from codemods.transforms.primitives.new_fixture import NewFixture, annotation_for
from codemods.transforms.primitives.places import Component, Place, Spelling
from codemods.transforms.primitives.plainness import loads, stores
from codemods.transforms.primitives.producers import body_of_test, is_assertion
from codemods.transforms.primitives.removal import has_long_strings
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.rewrite import Rewriting, is_inside
from codemods.transforms.primitives.shares import Share, written_out
from codemods.transforms.primitives.spelling import name_for, quoted, style_of
from codemods.transforms.primitives.transplant import written
from codemods.transforms.primitives.writing import Ground

FACTORY = "tmp_path_factory"
_VAGUE = frozenset(
    {
        "base",
        "data",
        "dir",
        "directory",
        "f",
        "file",
        "file_name",
        "file_path",
        "filename",
        "filepath",
        "fn",
        "fname",
        "folder",
        "name",
        "out",
        "output",
        "p",
        "path",
        "root",
        "target",
        "tmp",
        "tmp_dir",
        "tmpdir",
    }
)
"""Names that say nothing about what it is."""
_PARTS_OF_PATHS = frozenset({"basename", "name", "parts", "stem"})


def fixture_name(
    component: Component, common: Common, after: Sequence[str], taken: frozenset[str]
) -> str:
    """What a person would call the fixture: after the constant that it replaces, else the file.

    Args:
        after: names of the tests whose state it is, where it is not the first.
    """
    exact = [
        spelling.origin.constant
        for place in component.places
        for spelling in place.spellings
        if spelling.origin.constant and spelling.path == common.anchor
    ]
    exact = [n for n in exact if re.split(r"[.:]", n)[-1].lower().strip("_") not in _VAGUE]
    path = common.label if common.anchor in ("", *TEMPORARY) else common.anchor
    avoided = frozenset[str]() if after else taken
    name = name_for(path, exact[0] if exact else None, not common.is_file, avoided)
    for prefix in ("test_", "tests_"):
        name = name.removeprefix(prefix) or name
    if after:
        name = f"{name}_after_{after[-1].removeprefix('test_')}"
    candidates = [name, *(f"{name}_{number}" for number in range(2, 100))]
    return next(n for n in candidates if n not in taken and n.isidentifier())


def body_of(
    work: Rewriting,
    common: Common,
    name: str,
    previous: str | None,
    shares: Sequence[Share],
    users: Sequence[Function],
    path: str,
) -> NewFixture:
    """The fixture that runs these shares one after the other.

    Args:
        previous: the fixture whose state it starts from.

    Raises:
        RefusedRewrite: their code cannot be written there.
    """
    suite, unit = work.suite, _unit(work.suite, shares[0])
    used = {n for share in shares for s in share.statements for n in loads(s) | stores(s)}
    local = _local(shares, common, used, work)
    lines: list[str] = []
    needs: set[tuple[str, str]] = set()
    for share in shares:
        own = body_lines(work, share, Ground(local), unit)
        lines += own
        needs |= {(share.function.module, n) for n in _globals(own, share, local)}
    style = style_of(suite.modules[shares[0].function.module].source)
    label = quoted(common.label, style)
    if not common.is_file and _names_folders(work):
        if previous or common.label != common.file:
            raise RefusedRewrite("the name of the folder is looked at, and would be another one")
        label += ", numbered=False"
    base = f"{FACTORY}.mktemp({label})"
    if common.is_file:
        base = f"{base} / {quoted(common.file, style)}"
    head = [f"{unit}{local} = {base}"]
    limit = suite.config.line_length
    if common.is_file and len(head[0]) > limit and "folder" not in {*used, local}:
        folder, _, file = base.rpartition(" / ")
        head = [f"{unit}folder = {folder}", f"{unit}{local} = folder / {file}"]
    if len(head[0]) > limit:
        opening, _, argument = head[0].removesuffix(")").partition("(")
        head[:1] = [f"{opening}(", f"{unit * 2}{argument}", f"{unit})"]
    if previous and common.is_file:
        head.append(f"{unit}shutil.copy({previous}, {local})")
    elif previous:
        head.append(f"{unit}shutil.copytree({previous}, {local}, dirs_exist_ok=True)")
    requests = dict.fromkeys(request for share in shares for request in share.requests)
    scope = min((share.scope for share in shares), key=SCOPES.index)
    _check_scope(scope, users, suite)
    returns = annotation_for(users, suite.modules.get(path))
    return NewFixture(
        name,
        scope,
        (*([previous] if previous else []), *requests, FACTORY),
        (*head, *lines, f"{unit}return {local}"),
        frozenset(needs),
        ("shutil",) if previous else (),
        style,
        returns,
    )


def _names_folders(work: Rewriting) -> bool:
    """Whether something that the tests run asks for the name of a folder."""
    keys = {key for one in work.component.tests for key in one.trace.functions}
    functions = (function_at(work.suite, key) for key in keys)
    return any(
        (isinstance(node, ast.Attribute) and node.attr in _PARTS_OF_PATHS)
        for function in functions
        if function
        for node in nodes_of(function.node)
    )


def acting_fixture(
    suite: Suite, name: str, shares: Sequence[Share], users: Sequence[Function], scope: str
) -> NewFixture:
    """A fixture that runs these shares as they stand, and gives nothing.

    Args:
        scope: of the folder in which they work.

    Raises:
        RefusedRewrite: their code cannot be written there.
    """
    unit = _unit(suite, shares[0])
    lines: list[str] = []
    needs: set[tuple[str, str]] = set()
    for share in shares:
        source = suite.modules[share.function.module].source
        own = [
            *_data(suite, share, unit),
            *written(source, share.statements, _bare(share), (), unit),
        ]
        lines += own
        needs |= {(share.function.module, n) for n in _globals(own, share, "")}
    requests = dict.fromkeys(request for share in shares for request in share.requests)
    scope = min((scope, *(share.scope for share in shares)), key=SCOPES.index)
    _check_scope(scope, users, suite)
    style = style_of(suite.modules[shares[0].function.module].source)
    return NewFixture(name, scope, tuple(requests), tuple(lines), frozenset(needs), (), style)


def _unit(suite: Suite, share: Share) -> str:
    """One step of the indentation of the function that a share comes from."""
    source, node = suite.modules[share.function.module].source, share.function.node
    inner = source.indent(node.body[0].lineno)
    return inner.removeprefix(source.indent(node.lineno)) or "    "


def _check_scope(scope: str, users: Sequence[Function], suite: Suite) -> None:
    owners = {(function.module, function.owner) for function in users}
    modules = {module for module, _ in owners}
    if (scope == "module" and len(modules) > 1) or (scope == "class" and len(owners) > 1):
        raise RefusedRewrite(f"what makes it needs a fixture that lasts for one {scope} only")


def _local(shares: Sequence[Share], common: Common, used: set[str], work: Rewriting) -> str:
    """A name for the path inside the fixture: that of the first test, if it has one."""
    for share in shares:
        for statement in share.copied:
            if isinstance(statement, ast.Assign) and _is_whole(work, share, statement, common):
                target = statement.targets[0]
                if isinstance(target, ast.Name):
                    return target.id
    wanted = ("path", "file_path") if common.is_file else ("folder", "shared_folder")
    return next(name for name in (*wanted, "made") if name not in used)


def _is_whole(work: Rewriting, share: Share, statement: ast.Assign, common: Common) -> bool:
    return any(
        spelling.origin.node is statement.value and spelling.path == common.anchor
        for spelling in _spellings(work, share)
    )


def _spellings(work: Rewriting, share: Share) -> list[Spelling]:
    source = work.source_of(share.function.key)
    spans = [source.span(statement) for statement in share.statements]
    return [
        spelling
        for place in work.component.places
        if place.function == share.function.key
        for spelling in place.spellings
        if is_inside(source.span(spelling.origin.node), spans)
    ]


def body_lines(
    work: Rewriting,
    share: Share,
    ground: Ground,
    indent: str,
    owner: str | None = None,
    attributes: frozenset[str] = frozenset(),
) -> list[str]:
    """The lines of a share, its paths spelled below ``ground``.

    Args:
        owner: what stands for the class there; ``None`` for its name.
        attributes: which it has besides its constants.

    Raises:
        RefusedRewrite: their code cannot be written elsewhere.
    """
    function = share.function
    source = work.source_of(function.key)
    scratch = Rewriting(replace(work.component, idle={}), work.suite, work.taken)
    spellings = _spellings(work, share)
    kind = next((p.kind for p in work.component.places if p.function == function.key), None)
    if spellings and kind:
        scratch.write(Place(kind, function.key, tuple(spellings)), ground)
    edits = _own(scratch.edits, source.path)
    edits += list(_of_class(work.suite, share, spellings, owner, attributes))
    text = [
        *_data(work.suite, share, indent),
        *written(source, share.statements, _bare(share), edits, indent),
    ]
    imports = (b"import ", b"from ")
    work.add(edit for edit in scratch.edits if edit.after.startswith(imports))
    _globals(text, share, ground.expression)
    return [line for line in text if line.strip() != f"{ground.expression} = {ground.expression}"]


def _data(suite: Suite, share: Share, indent: str) -> Iterator[str]:
    """What fixtures for one test would give, as definitions."""
    for name, function in share.data:
        value = written_out(function)
        assert value
        source = suite.modules[function.module].source
        if has_long_strings(source, function.node.body[-1]):
            raise RefusedRewrite(f"what the fixture {name} gives is long")
        first, *rest = source.segment(value).splitlines()
        old = source.indent(function.node.body[-1].lineno)
        yield f"{indent}{name} = {first}"
        yield from (indent + line.removeprefix(old) for line in rest)


def _of_class(
    suite: Suite,
    share: Share,
    spellings: Sequence[Spelling],
    owner: str | None,
    attributes: frozenset[str],
) -> Iterator[Edit]:
    """What a method has from its class, as it is called outside of the method."""
    function = share.function
    if function.owner is None or not function.node.args.args:
        return
    module = suite.modules[function.module]
    cls = module.classes[function.owner]
    known = attributes | set(cls.constants)
    receiver = function.node.args.args[0].arg
    spelled = {id(inner) for s in spellings for inner in nodes_of(s.origin.node)}
    for statement in share.statements:
        for node in nodes_of(statement):
            if isinstance(node, ast.Attribute) and id(node) not in spelled:
                head = node.value
                if isinstance(head, ast.Name) and head.id == receiver and node.attr in known:
                    text = owner or cls.qualname
                    yield replacing(module.source, *module.source.span(head), text)


def is_moved(function: Function, gone: Sequence[ast.stmt]) -> bool:
    """Whether nothing of a function is left but its documentation."""
    return all(statement in gone for statement in body_of_test(function))


def _own(edits: Sequence[Edit], path: str) -> list[Edit]:
    return [edit for edit in edits if edit.path == path]


def _bare(share: Share) -> set[int]:
    """The statements of which only the expression is needed in the fixture."""
    if share.moved:
        return set()
    found: set[int] = set()
    for index, statement in enumerate(share.statements):
        later = set[str]().union(*(loads(s) for s in share.statements[index + 1 :]))
        if is_assertion(statement):
            found.add(id(statement))
        elif isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            found |= set() if stores(statement) & later else {id(statement)}
    return found


def _globals(lines: Sequence[str], share: Share, local: str) -> set[str]:
    """The names of the module that the lines read.

    Raises:
        RefusedRewrite: they read what only the function has.
    """
    tree = ast.parse(textwrap.dedent("\n".join(lines)))
    read = loads(tree)
    bound = stores(tree) | {local, *share.requests}
    arguments = {a.arg for a in nodes_of(share.function.node.args) if isinstance(a, ast.arg)}
    if lost := sorted((read & arguments) - bound):
        raise RefusedRewrite(f"what makes it uses {lost[0]} of {share.function.qualname}")
    return read - bound
