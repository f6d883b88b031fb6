"""Writing a new fixture: into the module of its tests, or into the conftest that they share."""

import ast
import builtins
import keyword
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codemods.edits.model import Edit
from codemods.suite.model import Function, Import, Module, Suite
from codemods.suite.names import class_chain, visible_fixtures
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import is_annotated
from codemods.transforms.primitives.hosts import taken_names
from codemods.transforms.primitives.imports import plain_imports, same_import
from codemods.transforms.primitives.new_file import behind_all, new_file
from codemods.transforms.primitives.plainness import is_plain
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.spelling import Style, quoted

_DOUBLE = Style('"')


@dataclass(frozen=True)
class NewFixture:
    """A fixture as it is to be written.

    Attributes:
        requests: the fixtures that it takes.
        lines: of its body, indented by four blanks.
        needs: the global names that its code reads, each with the module that it comes from.
        modules: of the standard library, which it needs besides.
        style: of the file that its code comes from.
        returns: how it is annotated, ``None`` where its users are not.
    """

    name: str
    scope: str
    requests: tuple[str, ...]
    lines: tuple[str, ...]
    needs: frozenset[tuple[str, str]]
    modules: tuple[str, ...] = ()
    style: Style = _DOUBLE
    returns: str | None = None


def place_of(users: Sequence[Function]) -> str:
    """The file for a fixture that these functions request: theirs, or the conftest above them."""
    homes = sorted({function.module for function in users})
    if len(homes) == 1:
        return homes[0]
    folders = [posixpath.dirname(home) for home in homes]
    common = posixpath.commonpath(folders) if all(folders) else ""
    return f"{common}/conftest.py" if common else "conftest.py"


def reach_of(path: str) -> str:
    """Where a fixture of this file is seen: what the paths of the tests begin with."""
    folder, _, name = path.rpartition("/")
    if name != "conftest.py":
        return path
    return f"{folder}/" if folder else ""


def given_beside(given: Mapping[str, frozenset[str]], users: Sequence[Function]) -> frozenset[str]:
    """The names that other fixes have given in these functions, or to fixtures seen beside theirs.

    Args:
        given: by the key of the function, or by what `reach_of` says of the fixture.
    """
    own = reach_of(place_of(users))
    keys = {function.key for function in users}
    keys |= {k for k in given if "::" not in k and (own.startswith(k) or k.startswith(own))}
    return frozenset().union(*(given.get(key, ()) for key in keys))


def taken_anywhere(suite: Suite, users: Sequence[Function]) -> frozenset[str]:
    """The names that mean something to one of the functions, or to a test that sees the fixture."""
    found = {*dir(builtins), *keyword.kwlist, "tmp_path", "tmp_path_factory", "request"}
    for function in users:
        module = suite.modules[function.module]
        cls = module.classes[function.owner] if function.owner else None
        chain = class_chain(cls, suite.modules, suite.config) if cls else ()
        found |= taken_names(suite, function)
        found |= {name for name, _ in visible_fixtures(suite, module, chain)}
    return frozenset(found)


def fixture_edits(
    suite: Suite, fixtures: Sequence[NewFixture], users: Sequence[Function], path: str
) -> list[Edit]:
    """The edits that write fixtures into a file, with all that their code needs there.

    Args:
        users: the functions that request them.

    Raises:
        RefusedRewrite: a name that the code needs cannot be had in that file.
    """
    module = suite.modules.get(path)
    if module is not None and module.source.tree.body:
        return list(_in_module(suite, module, fixtures, users))
    if module is not None and module.source.raw.strip():
        raise RefusedRewrite(f"{path} has no code beside which a fixture could be written")
    if module is None and path in suite.checked_in:
        raise RefusedRewrite(f"{path} is not read")
    return list(_in_new_file(suite, path, fixtures))


def text_of(fixture: NewFixture, newline: str) -> str:
    """The source of a fixture."""
    scope = f"scope={quoted(fixture.scope, fixture.style)}"
    typed = {"tmp_path_factory": "pytest.TempPathFactory"} if fixture.returns else {}
    taken = ", ".join(
        f"{name}: {typed.get(name, fixture.returns)}" if fixture.returns else name
        for name in fixture.requests
    )
    returns = f" -> {fixture.returns}" if fixture.returns else ""
    head = [f"@pytest.fixture({scope})", f"def {fixture.name}({taken}){returns}:"]
    return newline.join([*head, *fixture.lines]) + newline


def _in_module(
    suite: Suite, module: Module, fixtures: Sequence[NewFixture], users: Sequence[Function]
) -> Iterator[Edit]:
    source = module.source
    known = {found.dotted: name for name, found in module.imports.items()}
    if known.get("pytest", "pytest") != "pytest":
        raise RefusedRewrite(f"{module.path} calls pytest {known['pytest']}")
    modules = dict.fromkeys(name for fixture in fixtures for name in fixture.modules)
    yield from plain_imports(module, *modules, "pytest")
    for fixture in fixtures:
        yield from _needs(suite, module, fixture)
    text = (source.newline * 3).join(text_of(f, source.newline).rstrip() for f in fixtures)
    nodes = {id(function.node) for function in users if function.module == module.path}
    first = next(
        (
            statement
            for statement in module.source.tree.body
            if any(id(inner) in nodes for inner in nodes_of(statement))
        ),
        None,
    )
    if first is None:
        yield behind_all(source, "\n\n\n".join(text_of(f, "\n").rstrip() for f in fixtures) + "\n")
        return
    line = min([first.lineno, *(d.lineno for d in getattr(first, "decorator_list", []))])
    while source.line(line - 1).startswith(b"#"):
        line -= 1
    at = source.line_start(line)
    yield replacing(source, at, at, text + source.newline * 3)


def _needs(suite: Suite, module: Module, fixture: NewFixture) -> Iterator[Edit]:
    """The imports and constants that code from elsewhere needs in a module."""
    for home, name, needed in _needed(suite, fixture, module.path):
        if isinstance(needed, Import):
            if module.imports.get(name) == needed:
                continue
            if name in module.bound:
                raise RefusedRewrite(f"{module.path} calls something else {name}")
            yield from same_import(module, needed, name)
        elif name not in module.bound:
            text = suite.modules[home].source.segment(needed).replace("\r\n", "\n")
            yield behind_all(module.source, f"{name} = {text}\n", rank=-1)
        elif ast.dump(needed) != ast.dump(module.constants.get(name, ast.Pass())):
            raise RefusedRewrite(f"{module.path} has another value for {name}")


def _needed(
    suite: Suite, fixture: NewFixture, path: str
) -> Iterator[tuple[str, str, Import | ast.expr]]:
    """The imports behind the names of a fixture's code, and the constants of their modules.

    Raises:
        RefusedRewrite: a name is neither.
    """
    for origin, name in sorted(fixture.needs):
        if origin == path:
            continue
        home = suite.modules[origin]
        if name in home.imports and name not in home.constants:
            found = home.imports[name]
            if found.module.startswith("."):
                raise RefusedRewrite(f"what makes it needs {name}, which is a relative import")
            yield origin, name, found
        elif name in home.bound:
            value = home.constants.get(name)
            if value is None or not is_plain(value, home):
                raise RefusedRewrite(
                    f"what makes it needs {name} of {origin}, which a conftest cannot import"
                )
            yield origin, name, value


def _in_new_file(suite: Suite, path: str, fixtures: Sequence[NewFixture]) -> Iterator[Edit]:
    imports = [("pytest", Import("pytest"))]
    constants: dict[str, str] = {}
    for fixture in fixtures:
        imports += [(name, Import(name)) for name in fixture.modules]
        if fixture.returns:
            imports.append(("Path", Import("pathlib", "Path")))
        for home, name, needed in _needed(suite, fixture, path):
            if isinstance(needed, Import):
                imports.append((name, needed))
                continue
            text = suite.modules[home].source.segment(needed)
            if constants.setdefault(name, text) != text:
                raise RefusedRewrite(f"two modules have different values for {name}")
    lines = [f"{name} = {value}" for name, value in constants.items()]
    yield from new_file(suite, path, imports, [text_of(f, "\n") for f in fixtures], lines)


def annotation_for(users: Collection[Function], module: Module | None) -> str | None:
    """How a fixture that gives a path is annotated, where its users are; else ``None``."""
    if not users or not all(is_annotated(function.node) for function in users):
        return None
    if module is None:
        return "Path"
    known = {found.dotted: name for name, found in module.imports.items()}
    if "pathlib.Path" in known:
        return known["pathlib.Path"]
    return f"{known['pathlib']}.Path" if "pathlib" in known else None
