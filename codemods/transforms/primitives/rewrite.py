"""The edits that spell the paths of a component below another folder."""

import ast
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codemods.edits.model import Edit
from codemods.hazards.paths import is_below
from codemods.suite.model import Function, Suite
from codemods.suite.nodes import nodes_of, parents_in
from codemods.suite.source import Source
from codemods.touches.model import Trace
from codemods.transforms.primitives.hosts import Hosting, function_at, taken_names
from codemods.transforms.primitives.imports import (
    from_import,
    joiner,
    path_type,
    plain_imports,
)
from codemods.transforms.primitives.places import Component, Place, Spelling
from codemods.transforms.primitives.removal import Cut, cut
from codemods.transforms.primitives.replacing import RefusedRewrite, encoded, replacing
from codemods.transforms.primitives.spelling import UnspeakableError, quoted, style_of
from codemods.transforms.primitives.writing import (
    Ground,
    Host,
    Writer,
    crowded,
    group_edits,
    has_block,
)

Span = tuple[int, int]


@dataclass
class Rewriting:
    """The edits of a component as they come together, and the names that they introduce.

    Attributes:
        taken: names that other fixes have given, by key of the function.
        traces: of all tests of the suite, by id.
        beside: keys of the tests that move in another way, with all that they spell.
        away: whether the tests run in another folder, and their paths stay as they are spelled.
        repointed: module and name of the constants that have another value for each of its tests.
    """

    component: Component
    suite: Suite
    taken: Mapping[str, frozenset[str]]
    edits: list[Edit] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    away: bool = False
    traces: Mapping[str, Trace] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()
    repointed: frozenset[tuple[str, str]] = frozenset()

    def source_of(self, key: str) -> Source:
        return self.suite.modules[key.partition("::")[0]].source

    def add(self, edits: Iterable[Edit]) -> None:
        self.edits += [edit for edit in edits if edit not in self.edits]

    def cuts(self, key: str) -> list[Cut]:
        """What goes from a function because its purpose is gone."""
        function = function_at(self.suite, key)
        statements = self.component.idle.get(key, ())
        return cut(self.suite, function, statements) if function else []

    def kept(self, place: Place) -> list[Spelling]:
        """The spellings of a place that do not go with a clean-up."""
        source = self.source_of(place.function)
        spans = [(cut.start, cut.end) for cut in self.cuts(place.function) if cut.whole]
        return [s for s in place.spellings if not is_inside(source.span(s.origin.node), spans)]

    def tidy(self) -> None:
        """Take out all clean-up that has lost its purpose."""
        for key in self.component.idle:
            source = self.source_of(key)
            for part in self.cuts(key):
                edit = replacing(source, part.start, part.end, "")
                self.add([replace(edit, when="all")])

    def write(self, place: Place, ground: Ground, lines: Sequence[str] = ()) -> None:
        """Spell the paths of one place below a folder.

        Args:
            lines: that make the folder, for the top of the function.

        Raises:
            RefusedRewrite: a path cannot be written there.
        """
        source = self.source_of(place.function)
        in_body = place.kind is not Hosting.MODULE
        function = function_at(self.suite, place.function) if in_body else None
        node = function.node if function else source.tree
        module = self.suite.modules[source.path]
        path = path_type(module)
        ground = replace(ground, path=path)
        host = Host(function, node, source, style_of(source), ground, self.suite, parents_in(node))
        known = self.taken.get(place.function, frozenset())
        known |= taken_names(self.suite, function) if function else frozenset()
        writer = Writer(host, self.component.anchor, known)
        try:
            written = list(self._written(writer, place, lines))
            self.add(written)
            if any(b"shutil.copy(" in edit.after for edit in written):
                self.add(plain_imports(module, "shutil"))
                if (
                    path == "Path"
                    and "Path" not in module.bound
                    and any(b"Path(shutil.copy(" in edit.after for edit in written)
                ):
                    self.add(from_import(module, "pathlib", "Path"))
            if any(ground.join.encode() in edit.after for edit in written):
                apart = not any(
                    edit.path == source.path and edit.after.startswith(b"import tempfile")
                    for edit in self.edits
                )
                self.add(joiner(module, apart=apart)[1])
        except UnspeakableError as error:
            raise RefusedRewrite(str(error)) from error
        self.names += [(place.function, name) for name in sorted(writer.taken - known)]

    def _written(self, writer: Writer, place: Place, lines: Sequence[str]) -> Iterator[Edit]:
        host = writer.host
        kept = self.kept(place)
        top = [self.making(host, folder) for folder in place.missing]
        writer.crowded = crowded(writer, kept)
        for group in sorted(_same_file(kept), key=lambda group: len(group[0].path)):
            first = group[0].path
            holds = sum(is_below(spelling.path, first) for spelling in kept)
            yield from group_edits(writer, group, top, holds)
        if (lines or top) and not (host.function and has_block(host)):
            raise RefusedRewrite("the function has no line of its own for its folder")
        if host.function and lines:
            yield at_top(host.source, host.function, lines)
        if top:
            nodes = [s.origin.node for s in kept]
            yield _before_first_use(host, nodes, top, self.cuts(place.function))

    def making(self, host: Host, folder: str) -> str:
        """The statement that makes a folder which was there ready-made before."""
        ground = host.ground
        relative = posixpath.relpath(folder, self.component.anchor or ".").split("/")
        names = [quoted(part, host.style) for part in relative]
        if ground.kind == "str":
            verb = "os.makedirs" if len(names) > 1 else "os.mkdir"
            return f"{verb}({ground.join}({', '.join([ground.expression, *names])}))"
        deep = "parents=True" if len(names) > 1 else ""
        return f"({' / '.join([ground.expression, *names])}).mkdir({deep})"


def at_top(source: Source, function: Function, lines: Sequence[str]) -> Edit:
    """Statements in front of all others of a function, behind its documentation."""
    body = function.node.body
    first = body[0]
    if ast.get_docstring(function.node, clean=False) is not None:
        if len(body) < 2:
            raise RefusedRewrite(f"{function.qualname} does nothing")
        first = body[1]
    decorators = getattr(first, "decorator_list", [])
    line = min([first.lineno, *(decorator.lineno for decorator in decorators)])
    indent = indent_of(source, first)
    while source.line(line - 1).strip().startswith(b"#"):
        line -= 1
    at = source.line_start(line)
    written = "".join(f"{indent}{text}{source.newline}" for text in lines)
    if isinstance(first, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        written += source.newline
    return replacing(source, at, at, written)


def indent_of(source: Source, node: ast.stmt) -> str:
    """The blanks in front of a statement on its line."""
    return source.indent(node.lineno)


def _same_file(spellings: Sequence[Spelling]) -> list[list[Spelling]]:
    groups: dict[str, list[Spelling]] = {}
    for spelling in spellings:
        groups.setdefault(spelling.path, []).append(spelling)
    return list(groups.values())


def is_inside(span: Span, spans: Collection[Span]) -> bool:
    """Whether a span lies in one of several."""
    return any(first <= span[0] and span[1] <= last for first, last in spans)


def _before_first_use(
    host: Host, nodes: Sequence[ast.expr], lines: Sequence[str], cuts: Sequence[Cut]
) -> Edit:
    """New statements in front of the first statement of the body that uses one of the nodes."""
    source = host.source
    used = {id(node) for node in nodes}
    statement = next(
        statement
        for statement in (host.function.node.body if host.function else ())
        if any(id(inner) in used for inner in nodes_of(statement))
    )
    nested = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    line = statement.lineno
    if nested:
        line = min([line, *(d.lineno for d in getattr(statement, "decorator_list", []))])
    indent = indent_of(source, statement)
    while source.line(line - 1).strip().startswith(b"#"):
        line -= 1
    at = source.line_start(line)
    if isinstance(statement, ast.Try) or any(part.start <= at < part.end for part in cuts):
        text = "".join(f"{indent}{entry}{source.newline}" for entry in lines)
    else:  # behind the indentation, so that what makes the folder can go before it
        at += len(encoded(source, indent))
        break_ = source.newline + indent
        text = break_.join(lines) + (source.newline if nested else "") + break_
    return replacing(source, at, at, text)
