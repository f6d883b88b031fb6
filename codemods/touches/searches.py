"""What is searched for, to tell which tests are worth reading.

A hazard needs a change, so only code that holds the sign of one is read first, and what names such
code. In a large suite, of the tests that lead there, those are read that also lead to where a path
may begin that is not their own. Once it is known what is changed, further searches find the code
that only looks, and all tests that do it by the same functions.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace

from codemods.suite.model import Function, Suite
from codemods.suite.support import LARGE, serves_tests, size_of_tests
from codemods.touches.beginnings import begins_a_path, gives_a_beginning, spells_a_beginning
from codemods.touches.resources import Table, resource_table
from codemods.touches.units import Unit
from codemods.touches.words import (
    CHANGES,
    Sign,
    Signs,
    looks_at_files,
    preceded,
    saves,
    shows_any,
    sign,
    touches_files,
)

Found = Mapping[str, Set[Unit]]
"""By path, what was found in the files that were looked at."""

_lists = shows_any(
    [
        *(sign(word, word.encode()) for word in ("listdir", "scandir", "iterdir", "fnmatch")),
        *(sign("glob", rb"glob[01]?\b"), sign("walk"), sign("*.", rb"\*\.\w")),
    ]
)
_JOINS = re.compile(rb"join(?<!\wjoin)\([^\n\"']{0,200}[\"']|[+/]\s*[rbfRBF]{0,2}[\"']")
"""What puts a text behind a constant."""
_HANDS_ON = re.compile(rb"\brequest\.\w+\.\w+\s*=[^=]|\bsetattr\(|\bglobal\b")
_HERE = re.compile(
    rb"getcwd|curdir|cwd\(|listdir\(\s*\)|(?<![\"'])[\"']\.?/?(?:\*[^\"'/\n]*)?[\"'](?![\"'])"
)


@dataclass(frozen=True, eq=False)
class Search:
    """What makes a piece of code worth reading.

    Attributes:
        in_file: whether the file of a path may hold what is searched for.
        signs: what a piece of such a file has to show.
        names: by path, those that are a sign in that file.
        by_import: whether the import of the file of a path changes anything; ``None`` where what
            stands outside of functions is judged by its signs.
        by_fixture: the same of a fixture that is set up for tests that do not ask for it.
        counts: whether a piece of the file of a path is looked at; ``None`` for all.
        then: from what was found, what tests have to lead to as well.
    """

    in_file: Callable[[str], bool]
    signs: Signs
    names: Mapping[str, frozenset[bytes]] = field(default_factory=dict)
    by_import: Callable[[str], bool] | None = None
    by_fixture: Callable[[Function], bool] | None = None
    counts: Callable[[str, Unit], bool] | None = None
    then: "Callable[[Found], Search] | None" = None


def for_changes(
    suite: Suite,
    by_import: Callable[[str], bool] | None = None,
    by_fixture: Callable[[Function], bool] | None = None,
) -> Search:
    """Code that may change files; in a large suite, for tests that lead to where a path begins.

    Args:
        by_import: whether the import of the file of a path does; ``None`` where that is not known.
        by_fixture: whether the set-up of a fixture does.
    """
    signs = Signs(
        lambda code: touches_files(code) or saves(code),
        at_import=by_import is None,
        hooks=False,
    )
    search = Search(
        lambda path: suite.modules.shows(path, CHANGES),
        signs,
        by_import=by_import,
        by_fixture=by_fixture,
    )
    if size_of_tests(suite) <= LARGE:
        return search
    return replace(search, then=lambda found: _for_beginnings(suite, search, found))


def _for_beginnings(suite: Suite, changes: Search, found: Found) -> Search:
    """Code in which the path of what was found to be changed may begin.

    As less is read of the code under test for each test, no more counts of it than constants, what
    gives a place, and what changes something itself.
    """
    by_fixture = changes.by_fixture
    helpers = frozenset(
        name
        for path, units in found.items()
        if serves_tests(suite, path)
        for unit in units
        if unit.name and not unit.name.startswith(("test", "assert"))
        for name in unit.binds
    )

    def in_file(path: str) -> bool:
        modules = suite.modules
        return modules.kind(path) != "test" or path in found or bool(modules.users(path))

    def counts(path: str, unit: Unit) -> bool:
        is_found = unit in found.get(path, ())
        if serves_tests(suite, path):
            return is_found or not suite.config.is_test_function(unit.name)
        code = (suite.modules.raw(path) or b"")[slice(*unit.span)]
        if unit.assigned and _JOINS.search(code):
            return True
        if unit.assigned:
            return spells_a_beginning(code)
        return (is_found and touches_files(code)) or gives_a_beginning(code)

    return Search(
        in_file,
        Signs(lambda code: begins_a_path(code, helpers), at_import=False, hooks=False),
        by_import=changes.by_import or (lambda path: True),
        by_fixture=lambda function: (
            not by_fixture or by_fixture(function) or _hands_on(suite, function)
        ),
        counts=counts,
    )


def _hands_on(suite: Suite, function: Function) -> bool:
    """Whether a fixture may give something to tests that do not ask for its value."""
    code = suite.modules[function.module].source.code(function.node)
    return bool(function.owner) or _HANDS_ON.search(code) is not None


def for_uses(
    suite: Suite,
    by_import: Callable[[str], bool] | None = None,
    by_fixture: Callable[[Function], bool] | None = None,
) -> Search:
    """Code that uses things on servers.

    Args:
        by_import: see `for_changes`.
        by_fixture: see there.
    """
    tops = _heads(resource_table(suite.config.tool))
    names: dict[str, frozenset[bytes]] = {}
    for path in suite.modules:
        if suite.modules.tops(path) & tops:
            bound = suite.modules[path].imports.items()
            names[path] = frozenset(
                name.encode() for name, found in bound if _top(found.dotted) in tops
            )
    signs = Signs(lambda code: False, at_import=by_import is None, hooks=False)
    return Search(names.__contains__, signs, names, by_import, by_fixture)


def for_functions(suite: Suite, keys: Iterable[str]) -> Search:
    """Code that uses these functions.

    Args:
        keys: of functions that serve tests.
    """
    names: dict[str, set[bytes]] = {}
    for key in keys:
        path, _, qualname = key.partition("::")
        names.setdefault(path, set()).add(qualname.rpartition(".")[2].encode())
    signs = Signs(lambda code: False, at_import=False, hooks=False)
    fixed = {path: frozenset(found) for path, found in names.items()}
    return Search(fixed.__contains__, signs, fixed)


def for_paths(suite: Suite, paths: Iterable[str]) -> Search:
    """Code that may name one of these paths, or list a folder that holds one.

    In a large suite, no more counts of the code under test than what names one or looks at files.

    Args:
        paths: relative to the root, or absolute; also other texts that name a thing.
    """
    split = [path.rstrip("/").rpartition("/") for path in paths]
    names = _spelled({last for _, _, last in split})
    folders = _spelled({folder.rpartition("/")[2] for folder, _, _ in split if folder})
    flat = any(not folder for folder, _, _ in split)

    def shown(code: bytes) -> bool:
        if names(code):
            return True
        if not _lists(code):
            return False
        return folders(code) or (flat and _HERE.search(code) is not None)

    counts = _in_reach(suite, lambda code: shown(code) or looks_at_files(code))
    return Search(
        lambda path: shown(suite.modules.raw(path) or b""),
        Signs(shown, at_import=False, hooks=False),
        counts=counts,
    )


def _in_reach(suite: Suite, shown: Callable[[bytes], bool]) -> Callable[[str, Unit], bool] | None:
    """What counts where less is read of the code under test: constants, and what shows it."""
    if size_of_tests(suite) <= LARGE:
        return None

    def counts(path: str, unit: Unit) -> bool:
        if unit.assigned or serves_tests(suite, path):
            return True
        return shown((suite.modules.raw(path) or b"")[slice(*unit.span)])

    return counts


def _spelled(names: Iterable[str]) -> Callable[[bytes], bool]:
    """Finds any of these names where they can be a part of a path that is written out."""
    found: dict[bytes, Sign] = {}
    for name in sorted(names):
        parts = [part for part in re.split(r"[*?\ufdd0]", name) if part]
        for part in [part for part in parts if len(part) > 2] or parts:
            text = part.encode("utf-8", "surrogateescape")
            before = rb"(?<=[\"'/]%b)" if name.startswith(part) else b""
            after = rb"(?=[\"'/\\])" if name.endswith(part) else b""
            if not part.isidentifier():
                before = rb"(?<![\w.-]%b)" if before else b""
                after = rb"(?![\w-]|\.\w)" if after else b""
            found[text] = Sign(text, re.compile(preceded(text, before) + after))
    return shows_any(list(found.values()))


def for_signs(suite: Suite, name: str, signs: Signs) -> Search:
    """Code that shows what the transform of a name looks for."""

    def in_file(path: str) -> bool:
        return suite.modules.shows(path, name) and not (
            signs.support and not serves_tests(suite, path)
        )

    def in_support(path: str, unit: Unit) -> bool:
        return serves_tests(suite, path)

    counts = in_support if signs.support else _in_reach(suite, signs.shown)
    return Search(in_file, signs, counts=counts)


def _heads(table: Table) -> frozenset[str]:
    return frozenset(_top(dotted) for dotted in table if not dotted.startswith("<"))


def _top(dotted: str) -> str:
    return dotted.lstrip("./").replace("/", ".").partition(".")[0]
