"""One folder for each process: where a path is needed before any fixture exists."""

import ast
import posixpath
from collections.abc import Iterator, Sequence

from codemods.hazards.paths import is_below
from codemods.suite.model import Module, Suite
from codemods.suite.nodes import nodes_of
from codemods.touches.model import HOLE
from codemods.touches.values import normalise
from codemods.transforms.primitives.classes import below_string
from codemods.transforms.primitives.definitions import (
    as_spelling,
    constants_of,
    definition_of,
    is_given_anew,
    overridden,
    unread,
)
from codemods.transforms.primitives.hosts import Hosting, function_at
from codemods.transforms.primitives.imports import joiner, plain_imports
from codemods.transforms.primitives.places import Place, Spelling
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.spelling import name_for
from codemods.transforms.primitives.writing import spell

FOLDER = "TMP_DIR"


def by_constant(work: Rewriting) -> None:
    """The same, where all that the tests spell begins with constants of a module.

    Raises:
        RefusedRewrite: something else spells the path too.
    """
    constants_of(work)
    by_process(work)


def by_process(work: Rewriting) -> None:
    """The definition of the constant moves, or the literal, below a folder made at import.

    Raises:
        RefusedRewrite: the path is spelled in several modules, or cannot be spelled so early.
    """
    definitions: dict[tuple[str, str], Spelling] = {}
    literals: dict[str, list[Spelling]] = {}
    for place in work.component.places:
        if place.kind is Hosting.ROW:
            raise RefusedRewrite("its path is a row of parametrize, whose text is the test's name")
        for spelling in place.spellings:
            found = definition_of(work.suite, spelling.origin)
            if found and spelling.origin.constant is None and is_given_anew(work, found[1]):
                raise RefusedRewrite(f"a subclass gives {found[1]} another value")
            if found:
                definitions[found[0].path, found[1]] = as_spelling(work.suite, *found)
            else:
                literals.setdefault(place.function.partition("::")[0], []).append(spelling)
    for home, name, value in overridden(work):
        definitions[home.path, name] = as_spelling(work.suite, home, name, value)
    defined = {id(spelling.origin.node) for spelling in definitions.values()}
    literals = {
        path: [spelling for spelling in group if id(spelling.origin.node) not in defined]
        for path, group in literals.items()
    }
    literals = {path: group for path, group in literals.items() if group}
    _check_not_replaced(work, {name.rpartition(".")[2] for _, name in definitions})
    modules = {path for path, _ in definitions} | set(literals)
    if not modules:
        raise RefusedRewrite("its path is not spelled in the suite")
    if len(modules) > 1 and _meet(work, modules):
        raise RefusedRewrite(f"its path is spelled in {' and '.join(sorted(modules))}")
    moved = [*definitions.values(), *(s for g in literals.values() for s in g)]
    paths = {spelling.path for spelling in moved if HOLE not in spelling.path}
    for file in {spelling.origin.module for spelling in moved}:
        for spelling in unread(work.suite, work.suite.modules[file], paths):
            if id(spelling.origin.node) not in defined:
                definitions[file, str(spelling.origin.constant)] = spelling
    _check_nothing_left(work, [*definitions.values(), *(s for g in literals.values() for s in g)])
    for path in sorted(modules):
        module = work.suite.modules[path]
        here = [s for (home, _), s in definitions.items() if home == path]
        _move(work, module, [*here, *literals.get(path, [])])


def _check_nothing_left(work: Rewriting, moved: Sequence[Spelling]) -> None:
    """A literal that still names the old place would be half of a rewrite."""
    suite = work.suite
    tops = [*(spelling.origin.node for spelling in moved), *_beside(work)]
    nodes = {id(inner) for top in tops for inner in nodes_of(top)}
    paths = {spelling.path for spelling in moved if HOLE not in spelling.path}
    for module in {spelling.origin.module for spelling in moved}:
        for node in nodes_of(suite.modules[module].source.tree):
            if not isinstance(node, ast.Constant) or id(node) in nodes:
                continue
            text = normalise(node.value, suite.root) if isinstance(node.value, str) else ""
            if text in paths or any(is_below(text, path) for path in paths if "/" in text):
                raise RefusedRewrite(f"line {node.lineno} of {module} spells it too")


def _beside(work: Rewriting) -> Iterator[ast.AST]:
    """The tests that move in another way, and take along what they spell."""
    for key in work.beside:
        function = function_at(work.suite, key)
        if function:
            yield function.node


def _check_not_replaced(work: Rewriting, names: set[str]) -> None:
    """A test that names the constant in a string may put another value in its place."""
    for one in work.component.tests:
        for wording in one.trace.strings:
            if wording.text.rpartition(".")[2] in names:
                raise RefusedRewrite(f"a test names the constant, {wording.text!r}, to replace it")


def _meet(work: Rewriting, modules: set[str]) -> bool:
    """Whether one test uses the path by the spellings of two modules."""
    for one in work.component.tests:
        used: set[str] = set()
        for touch in one.touches:
            if touch.origin:
                found = definition_of(work.suite, touch.origin)
                used.add(found[0].path if found else touch.origin.module)
        if len(used & modules) > 1:
            return True
    return False


def _move(work: Rewriting, module: Module, spellings: Sequence[Spelling]) -> None:
    source = module.source
    name = _free(module)
    ground = below_string(work, module, name)
    work.add(plain_imports(module, "atexit", "shutil", "tempfile"))
    _check_constants_unused_early(work.suite, module, spellings)
    at, constants_at, definition = _place_of_folder(module, spellings)
    break_ = source.newline
    text = f"{name} = tempfile.mkdtemp(){break_}"
    text += f"atexit.register(shutil.rmtree, {name}, ignore_errors=True){break_}"
    work.add([replacing(source, at, at, text + break_ * definition)])
    rest = list(spellings)
    for group in _alike(spellings) if constants_at > at and definition else ():
        constant = _constant_name(work, module, group)
        value = spell(group[0].origin, work.component.anchor, ground, work.suite, source)
        if value != name:
            line = f"{constant} = {value}{break_}{break_ * 2}"
            work.add([replacing(source, constants_at, constants_at, line)])
            work.add(joiner(module)[1] if ground.join in value else [])
        for spelling in group:
            span = source.span(spelling.origin.node)
            work.add([replacing(source, *span, constant if value != name else name)])
            rest.remove(spelling)
    if rest:
        work.write(Place(Hosting.MODULE, module.path, tuple(rest)), ground)


def _alike(spellings: Sequence[Spelling]) -> list[list[Spelling]]:
    """Literals that spell one file several times, which then deserves a constant."""
    groups: dict[str, list[Spelling]] = {}
    for spelling in spellings:
        fixed = all(piece.fixed for piece in spelling.origin.pieces)
        if spelling.origin.constant is None and fixed and spelling.origin.place == "body":
            groups.setdefault(spelling.path, []).append(spelling)
    alike = [group for group in groups.values() if len(group) > 1]
    return [group for group in alike if len({s.origin.kind for s in group}) == 1]


def _constant_name(work: Rewriting, module: Module, group: Sequence[Spelling]) -> str:
    below = posixpath.relpath(group[0].path, work.component.anchor or ".")
    taken = frozenset(name.lower() for name in module.bound)
    return name_for(below, None, group[0].is_folder, taken).upper()


def _check_constants_unused_early(
    suite: Suite, module: Module, spellings: Sequence[Spelling]
) -> None:
    """A name of a test must not depend on a folder that has another name in every worker."""
    names = {s.origin.constant for s in spellings if s.origin.constant}
    for other in suite.mentioning(*(str(name) for name in names)) if names else ():
        for node in nodes_of(other.source.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            for decorator in node.decorator_list:
                text = ast.unparse(decorator)
                if "parametrize" not in text and "params" not in text:
                    continue
                used = {n.id for n in nodes_of(decorator) if isinstance(n, ast.Name)}
                used |= {n.attr for n in nodes_of(decorator) if isinstance(n, ast.Attribute)}
                if used & names:
                    raise RefusedRewrite("its constant is a parameter, which is part of test names")


def _free(module: Module) -> str:
    for name in (FOLDER, f"_{FOLDER}", "OWN_TMP_DIR", "PROCESS_TMP_DIR"):
        if name not in module.bound:
            return name
    raise RefusedRewrite(f"{module.path} has no free name for its folder")


def _place_of_folder(module: Module, spellings: Sequence[Spelling]) -> tuple[int, int, bool]:
    """Where to make the folder, in front of every use.

    Returns:
        The offset of the second line behind the imports, that of the code there, and whether that
        code is a definition.

    Raises:
        RefusedRewrite: there is no such place.
    """
    source, body = module.source, module.source.tree.body
    nodes = {id(spelling.origin.node) for spelling in spellings}
    first = next(i for i, s in enumerate(body) if any(id(inner) in nodes for inner in nodes_of(s)))
    head = [i for i in range(first) if _imports(body[i])]
    if not head:
        raise RefusedRewrite(f"{module.path} has no imports behind which a folder could be made")
    below = (body[head[-1]].end_lineno or 0) + 1
    if source.line(below).strip():
        raise RefusedRewrite(f"{module.path} has no blank line behind its imports")
    beneath = body[head[-1] + 1]
    definition = isinstance(beneath, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    line = min([beneath.lineno, *(d.lineno for d in getattr(beneath, "decorator_list", []))])
    while source.line(line - 1).startswith(b"#"):
        line -= 1
    return source.line_start(below + 1), source.line_start(line), definition


def _imports(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Try | ast.If):
        return any(isinstance(s, ast.Import | ast.ImportFrom) for s in statement.body)
    return isinstance(statement, ast.Import | ast.ImportFrom)
