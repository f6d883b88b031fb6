"""What tells the names of one worker of one run apart, as it is written into a suite.

A run has an id of its own, because two runs may use one server; a worker has one, because a worker
that crashes is replaced by one with another number. Both come from the environment, in which
pytest-xdist puts them, so that the code runs without pytest-xdist too.
"""

import posixpath
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from codemods.edits.model import Edit
from codemods.suite.model import Import, Module, Suite
from codemods.transforms.primitives.carrying import constant_line
from codemods.transforms.primitives.fitting import fitted
from codemods.transforms.primitives.imports import import_statement, plain_imports, same_import
from codemods.transforms.primitives.new_file import behind_all, new_file
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.spelling import Style, style_of

FIXTURE = "namespace"
_OTHER = "worker_namespace"
_CLEANERS = "CRASH_CLEANERS"
_HOOK = "pytest_testnodedown"

_FUNCTION = '''\
def namespace_of(run, worker):
    """What only this worker of this run puts into its names on servers."""
    run = "".join(filter(str.isalnum, run)).lower()
    return f"{run[-8:]}_{worker}"
'''
_NAMESPACE = '''\
@pytest.fixture(scope="session")
def namespace():
    """A part of the names of this worker: letters, digits and a "_"."""
    run = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "master")
    return namespace_of(run, worker)
'''
_CRASHES = '''\
CRASH_CLEANERS = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Remove what a worker that crashed has left on servers."""
    if error:
        given = node.workerinput
        crashed = namespace_of(given["testrunuid"], given["workerid"])
        for clean in CRASH_CLEANERS:
            clean(crashed)
'''
_FIRST, _SECOND, _HOOKS, _PART = 1, 2, 3, 4  # ranks: in which order they stand


@dataclass(frozen=True)
class Part:
    """Code for the conftest above all tests.

    Attributes:
        text: functions and fixtures in double quotes, two blank lines apart, ending in a line end.
        binds: the names that it gives.
        modules: of the standard library, that it uses.
        imports: what else it uses, with the names that it has there.
        constants: names of constants that it uses, each with the module that has it.
        cleaner: the function that removes what a namespace has left, empty for none.
    """

    text: str
    binds: tuple[str, ...]
    modules: tuple[str, ...] = ()
    imports: tuple[tuple[str, Import], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    cleaner: str = ""


def conftest_of(suite: Suite) -> str:
    """The conftest whose hooks the controller calls and whose fixtures all tests see."""
    folders = [posixpath.dirname(path) for path in suite.tests.paths]
    common = posixpath.commonpath(folders) if folders and all(folders) else ""
    testpaths = [posixpath.normpath(path) for path in suite.config.testpaths]
    parts = common.split("/") if common else []
    for depth in range(len(parts) + 1):
        folder = "/".join(parts[:depth])
        path = f"{folder}/conftest.py" if folder else "conftest.py"
        if path in suite.modules and _is_read_first(folder, testpaths):
            return path
    if common and _is_read_first(common, testpaths):
        return f"{common}/conftest.py"
    if parts and parts[0].startswith("test"):
        return f"{parts[0]}/conftest.py"
    return "conftest.py"


def _is_read_first(folder: str, testpaths: Sequence[str]) -> bool:
    """Whether pytest reads the conftest of a folder before it collects, as the controller needs.

    Source: pytest's reference, "Initial conftests": those of the folders that it is given and
    above them, and of their subfolders ``test*``.
    """
    if not folder or folder in testpaths or (folder.startswith("test") and "/" not in folder):
        return True
    above, _, name = folder.rpartition("/")
    return name.startswith("test") and above in testpaths


def part_edits(suite: Suite, part: Part, *, fixture: bool = True, order: int = 0) -> Iterator[Edit]:
    """The edits that write code, and the namespace that it needs, into that conftest.

    Args:
        fixture: whether the code requests the namespace as a fixture.
        order: where it stands among the code of several parts.

    Raises:
        RefusedRewrite: a name is taken there, or what the code needs cannot be had.
    """
    path = conftest_of(suite)
    module = suite.modules.get(path)
    if module is None and path in suite.checked_in:
        raise RefusedRewrite(f"{path} is not read")
    texts: list[tuple[int, str]] = []
    modules = list(part.modules)
    name = FIXTURE if _is_free(suite, module, FIXTURE) else _OTHER
    if not _has(module, "namespace_of"):
        _check_free(suite, module, path, ("namespace_of",))
        texts.append((_FIRST, _FUNCTION))
    if fixture and not _has(module, name, "namespace_of"):
        _check_free(suite, module, path, (name,))
        texts.append((_SECOND, _NAMESPACE))
        modules += ["os", "uuid"]
    if part.cleaner and not _has(module, _HOOK, _CLEANERS):
        _check_free(suite, module, path, (_HOOK, _CLEANERS))
        texts.append((_HOOKS, _CRASHES))
    _check_free(suite, module, path, part.binds)
    registered = f"\n\n{_CLEANERS}.append({part.cleaner})\n" if part.cleaner else ""
    texts.append((_PART + order, part.text + registered))
    texts = [(rank, re.sub(rf"\b{FIXTURE}\b", name, text)) for rank, text in texts]
    imports = [("pytest", Import("pytest")), *part.imports]
    late = [(n, i) for n, i in part.imports if not _is_everywhere(suite, module, i)]
    texts = [(rank, _with_imports(text, late)) for rank, text in texts]
    imports = [pair for pair in imports if pair not in late]
    if _is_typed(module):
        texts = [(rank, _annotated(text)) for rank, text in texts]
        whole = "".join(text for _, text in texts)
        modules += [name for name in ("collections.abc", "typing") if f"{name}." in whole]
    texts = [(rank, fitted(text, suite.config.line_length)) for rank, text in texts]
    if module is None or not module.source.tree.body:
        if module is not None and module.source.raw.strip():
            raise RefusedRewrite(f"{path} has no code beside which a fixture could be written")
        imports += [(name, Import(name)) for name in modules]
        lines = [constant_line(suite, name, home) for name, home in part.constants]
        for rank, text in texts:
            for edit in new_file(suite, path, imports, [text], lines):
                yield replace(edit, rank=edit.rank + (rank if edit.rank > 9 else 0))
        return
    yield from _in_module(suite, module, imports, modules, part.constants, texts)


def _in_module(
    suite: Suite,
    module: Module,
    imports: Sequence[tuple[str, Import]],
    modules: Sequence[str],
    constants: Sequence[tuple[str, str]],
    texts: Sequence[tuple[int, str]],
) -> Iterator[Edit]:
    yield from plain_imports(module, *sorted(set(modules)))
    for name, found in imports:
        if module.imports.get(name) == found:
            continue
        if name in module.bound:
            raise RefusedRewrite(f"{module.path} calls something else {name}")
        yield from same_import(module, found, name)
    for name, home in constants:
        if home == module.path:
            continue
        if name in module.bound:
            raise RefusedRewrite(f"{module.path} has another value for {name}")
        yield behind_all(module.source, f"{constant_line(suite, name, home)}\n", rank=-1)
    style = style_of(module.source)
    for rank, text in texts:
        yield behind_all(module.source, in_style(text, style), rank=rank)


_SIGNATURES = (
    (r"def namespace_of\(run, worker\):", "def namespace_of(run: str, worker: str) -> str:"),
    (r"def namespace\(\):", "def namespace() -> str:"),
    (
        r"CRASH_CLEANERS = \[\]",
        "CRASH_CLEANERS: list[collections.abc.Callable[[str], object]] = []",
    ),
    (r"(def pytest_testnodedown)\(node, error\):", r"\1(node: typing.Any, error: object) -> None:"),
    (r"(def claim_redis_db)\(namespace, usual\):", r"\1(namespace: str, usual: int) -> int:"),
    (r"(def connect_to_redis)\(number\):", r"\1(number: int) -> typing.Any:"),
    (r"(def url_of_redis_db)\(number\):", r"\1(number: int) -> str:"),
    (r"(def redis_db\w*)\(namespace\):", r"\1(namespace: str) -> collections.abc.Iterator[int]:"),
    (r"(def redis_url\w*)\((\w+)\):", r"\1(\2: int) -> str:"),
    (
        r"(def free_redis_db)\(namespace, only=None\):",
        r"\1(namespace: str, only: int | None = None) -> None:",
    ),
    (r"(def (?:drop|delete)_\w+)\(namespace\):", r"\1(namespace: str) -> None:"),
    (
        r"(def \w+)\(namespace\):(?=\n.*\n    yield )",
        r"\1(namespace: str) -> collections.abc.Iterator[str]:",
    ),
    (r"(def \w+)\(namespace\):", r"\1(namespace: str) -> str:"),
    (r"(async def drop)\(\):", r"\1() -> None:"),
)


def _annotated(text: str) -> str:
    """Code of ours with annotations, for a file in which functions have them."""
    for pattern, replacement in _SIGNATURES:
        text = re.sub(pattern, replacement, text)
    return text


def _is_typed(module: Module | None) -> bool:
    """Whether the functions of a conftest are annotated."""
    functions = list(module.functions.values()) if module else []
    return bool(functions) and all(function.node.returns for function in functions)


def _is_everywhere(suite: Suite, module: Module | None, found: Import) -> bool:
    """Whether all tests below a conftest need a package that its code imports anyway."""
    package = found.module.partition(".")[0]
    if package in sys.stdlib_module_names:
        return True

    def has(other: Module) -> bool:
        return any(i.module.partition(".")[0] == package for i in other.imports.values())

    if module is not None and has(module):
        return True
    conftests = [path for path in suite.conftests if has(suite.modules[path])]
    return all(
        package in suite.modules.tops(test)
        or any(test.startswith(posixpath.dirname(path)) for path in conftests)
        for test in suite.tests.paths
    )


def _with_imports(text: str, imports: Sequence[tuple[str, Import]]) -> str:
    """Functions that import for themselves what not all tests below them need."""
    blocks = text.split("\n\n\n")
    for number, block in enumerate(blocks):
        needed = [
            import_statement(found, name)
            for name, found in imports
            if re.search(rf"(?<![\w.]){name}\b", block.partition("):\n")[2])
        ]
        if not needed or "def " not in block:
            continue
        lines = block.split("\n")
        at = next(i for i, line in enumerate(lines) if line.startswith("def ")) + 1
        at += lines[at].lstrip().startswith('"""')
        lines[at:at] = [*(f"    {line}" for line in sorted(needed)), ""]
        blocks[number] = "\n".join(lines)
    return "\n\n\n".join(blocks)


def in_style(text: str, style: Style) -> str:
    """Code in double quotes as a file would write it, its docstrings apart."""
    if style.quote == "'":
        return text.replace('"""', "\0").replace('"', "'").replace("\0", '"""')
    return text


def _has(module: Module | None, *names: str) -> bool:
    return module is not None and all(name in module.bound for name in names)


def _is_free(suite: Suite, module: Module | None, name: str) -> bool:
    """Whether a name is ours to give, or given by us already."""
    if _has(module, name, "namespace_of"):
        return True
    try:
        _check_free(suite, module, "", (name,))
    except RefusedRewrite:
        return False
    return True


def _check_free(suite: Suite, module: Module | None, path: str, names: Sequence[str]) -> None:
    for name in names:
        if module is not None and name in module.bound:
            raise RefusedRewrite(f"{path} calls something else {name}")
        for other in suite.mentioning(name):
            function = other.functions.get(name)
            if function and function.fixture:
                raise RefusedRewrite(f"the suite has a fixture of its own called {name}")


def identifier(text: str) -> str:
    """A text as a name in lower case."""
    found = re.sub(r"\W+", "_", text).strip("_").lower()
    return found if found.isidentifier() else f"own_{found}"
