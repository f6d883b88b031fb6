"""Run a dear session fixture once for all workers.

What it does
------------
A session fixture that builds, installs, downloads or starts something with a well-known tool gets
the decorator ``run_once``, which comes with it into the same file. Under pytest-xdist the first
worker that asks for the fixture runs it; the others wait at a lock and read the value that it
returned, from a file in the folder that all workers of the run share. What follows the ``yield``
becomes a function of its own, which the last worker that leaves calls.

Why
---
Each worker of pytest-xdist has a session of its own, so that a session fixture runs once in every
worker: several times as long, and several times at once on what is there only once.

Example
-------
Before::

    @pytest.fixture(scope="session")
    def wheel(tmp_path_factory):
        folder = tmp_path_factory.mktemp("dist")
        subprocess.run([sys.executable, "-m", "build", "-o", folder], check=True)
        return next(folder.glob("*.whl"))

After::

    @pytest.fixture(scope="session")
    @run_once(load=Path)
    def wheel(tmp_path_factory):
        folder = tmp_path_factory.mktemp("dist")
        subprocess.run([sys.executable, "-m", "build", "-o", folder], check=True)
        return next(folder.glob("*.whl"))

When the fix is safe
--------------------
Never for sure: what tests change in a thing that they now share, only a person can say, so the fix
is only applied with ``--unsafe``. What is certain: without workers the fixture does what it did;
with them it runs in one process at a time, and a value that is read was written by the same run.
The value is a path, or such that JSON gives it back as it was; the fixture needs nothing that each
worker makes for itself, and changes nothing in its own process.

A worker leaves when it has no more tests. If all leave before another one comes, what they took
down is made again. A worker that is killed never leaves: then nothing is taken down, as after a
killed serial run, and the next run starts afresh.

What it leaves alone
--------------------
Fixtures whose value is a connection, a process, a client, a tuple or anything else of which no
other process can have a copy; whose teardown needs what only the worker has that ran it; that have
parameters or depend on other fixtures; package fixtures; and suites that do not use ``filelock``
yet. Each with the reason.
"""

import ast
import re
from collections.abc import Iterator, Sequence

from codemods.edits.model import Edit
from codemods.evidence.model import Place
from codemods.hazards.find import digest
from codemods.hazards.model import Hazard, Involved
from codemods.suite.model import Function, Module, Suite
from codemods.suite.module import dotted_name
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import keyword_only, positional
from codemods.touches.model import Trace
from codemods.touches.words import Signs
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.dear import HARMLESS, METHODS, dear_call, shows_dear_fixture
from codemods.transforms.primitives.imports import from_import, path_type, plain_imports
from codemods.transforms.primitives.layout import parameter_edits
from codemods.transforms.primitives.once_code import HELPER, MODULES, helper_text
from codemods.transforms.primitives.replacing import RefusedRewrite, encoded, replacing
from codemods.transforms.primitives.spelling import style_of
from codemods.transforms.primitives.storable import kind_of
from codemods.transforms.primitives.teardown import Teardown, bound_names, line_above, yields

NAME = "run-once"
HAZARD = "runs-in-every-worker"
_FACTORY = "tmp_path_factory"
_OWN = frozenset({_FACTORY, "pytestconfig"})
_REQUIRED = re.compile(rb"(?mi)^(?:[^#\n]*[\s\"',=])?filelock(?![\w.-])")
_REQUIREMENTS = re.compile(
    r"^(pyproject\.toml|setup\.cfg|tox\.ini|(.*/)?[^/]*requirements.*\.txt)$"
)


def find(suite: Suite, traces: Sequence[Trace]) -> list[Hazard]:
    """The session and package fixtures that make a dear call."""
    hazards: list[Hazard] = []
    for function, call in _fixtures(suite):
        tests = tuple(
            Involved(trace.test.id, trace, "both", ())
            for trace in traces
            if function.key in trace.functions
        )
        if len(tests) < 2:
            continue
        assert function.fixture
        place = Place(function.module, function.node.lineno)
        why = (
            f"the {function.fixture.scope} fixture {function.fixture.name} calls {call} ({place}), "
            "which every worker that needs it does again"
        )
        hazards.append(
            Hazard(
                digest(f"{HAZARD}\0{function.key}", tests),
                HAZARD,
                f"fixture {function.fixture.name}",
                tests,
                (NAME,),
                why,
                places=(place,),
            )
        )
    return hazards


def _fixtures(suite: Suite) -> Iterator[tuple[Function, str]]:
    """Every such fixture that does not run once already, with what is dear in it."""
    for module in suite.modules.showing(NAME):
        for function in module.functions.values():
            if not function.fixture or function.fixture.scope not in ("session", "package"):
                continue
            text = ast.unparse(function.node)
            if re.search(r"Lock\(|PYTEST_XDIST|worker_id|workerinput|run_once|getbasetemp", text):
                continue
            found = (
                dear_call(node, module.imports)
                for node in nodes_of(function.node)
                if isinstance(node, ast.Call)
            )
            if call := next((name for name in found if name), None):
                yield function, call


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Let the fixture run once, or say why it cannot."""
    tests = tuple(one.id for one in hazard.tests)
    (place,) = hazard.places
    function = next(
        f
        for f in suite.modules[place.path].functions.values()
        if f.fixture and f.node.lineno == place.line
    )
    try:
        return Proposal(tests, tuple(_edits(suite, function)), "unsafe")
    except RefusedRewrite as refusal:
        return Proposal(refused=(Refused(tests, str(refusal)),))


def _edits(suite: Suite, function: Function) -> list[Edit]:
    _check_fixture(suite, function)
    _check_process(suite, function)
    _check_filelock(suite)
    module, node = suite.modules[function.module], function.node
    source = module.source
    teardown = Teardown(suite, function) if yields(node) else None
    kinds = {kind_of(suite, function, value) for value in _returned(function)}
    if len(kinds) != 1 or None in kinds:
        raise RefusedRewrite("its value may be nothing that another process can have a copy of")
    (kind,) = kinds
    options = [teardown.name] if teardown and teardown.body else []
    imports = [*plain_imports(module, *MODULES), *_filelock(module)]
    if kind == "path":
        path = path_type(module)
        options.append(f"load={path}")
        if path == "Path" and "pathlib.Path" not in {i.dotted for i in module.imports.values()}:
            imports += from_import(module, "pathlib", "Path")
    names = [*positional(node), *keyword_only(node)]
    parameter = [] if _FACTORY in names else parameter_edits(suite, function, _FACTORY)
    if parameter is None:
        raise RefusedRewrite(f"its signature has no place for {_FACTORY}")
    at = source.line_start(node.lineno)
    newline = source.newline
    decorator = replacing(source, at, at, f"@{HELPER}({', '.join(options)}){newline}")
    above = line_above(source, function)
    return [
        *imports,
        *parameter,
        _helper(suite, module),
        decorator,
        *(teardown.edits(above) if teardown else ()),
    ]


def _check_fixture(suite: Suite, function: Function) -> None:
    """Raise `RefusedRewrite` unless the fixture is a plain function of a plain kind."""
    node, info = function.node, function.fixture
    assert info
    names = {*positional(node), *keyword_only(node)}
    same = [
        other
        for module in suite.mentioning(info.name)
        for other in module.functions.values()
        if other.fixture and info.name in (other.fixture.name, other.node.name)
    ]
    module = suite.modules[function.module]
    reasons = [
        (info.scope != "session", "it is made anew for each package"),
        (function.owner is not None, "it is a method"),
        (isinstance(node, ast.AsyncFunctionDef), "it is a coroutine"),
        (info.parametrised, "it has parameters, and a value for each"),
        (len(node.decorator_list) > 1, "it has another decorator"),
        (bool(node.args.defaults), "it has default arguments"),
        (bool(names - _OWN), f"it depends on {', '.join(sorted(names - _OWN))}"),
        (len(same) > 1, f"there are several fixtures called {info.name}"),
        (HELPER in module.bound, f"{module.path} calls something else {HELPER}"),
        (node.body[0].lineno == node.lineno, "it is written on one line"),
        (module.source.indent(node.body[0].lineno) != " " * 4, "its file indents in another way"),
        ("FileLock" in module.bound - set(module.imports), "FileLock is something else there"),
    ]
    for applies, reason in reasons:
        if applies:
            raise RefusedRewrite(reason)


def _check_process(suite: Suite, function: Function) -> None:
    """Raise `RefusedRewrite` where each process needs what the fixture does for itself."""
    module = suite.modules[function.module]
    local = bound_names(function.node.body)
    for node in nodes_of(function.node):
        if isinstance(node, ast.Global | ast.Nonlocal | ast.ClassDef | ast.Lambda | ast.Await):
            raise RefusedRewrite(f"line {node.lineno} of it may change its own process")
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            base = node.value
            if not (isinstance(base, ast.Name) and base.id in local):
                raise RefusedRewrite(f"line {node.lineno} of it changes its own process")
        if not isinstance(node, ast.Call) or node in function.node.decorator_list:
            continue
        dotted = dotted_name(node.func, module.imports) or ""
        if dear_call(node, module.imports) or HARMLESS.match(dotted):
            continue
        base_name = dotted.partition(".")[0]
        foreign = base_name in {i.dotted.partition(".")[0] for i in module.imports.values()}
        method = isinstance(node.func, ast.Attribute) and node.func.attr in METHODS
        if method and (base_name in local or not foreign):
            continue
        raise RefusedRewrite(f"it calls {ast.unparse(node.func)}, which may be about its process")


def _check_filelock(suite: Suite) -> None:
    """Raise `RefusedRewrite` unless the project has filelock."""
    if any("filelock" in suite.modules.tops(path) for path in suite.modules):
        return
    if any(_REQUIREMENTS.match(p) and _REQUIRED.search(raw) for p, raw in suite.texts.items()):
        return
    raise RefusedRewrite(
        "filelock is not among the project's requirements: add it to those of the tests first"
    )


def _filelock(module: Module) -> list[Edit]:
    found = module.imports.get("FileLock")
    if found:
        return []
    return from_import(module, "filelock", "FileLock")


def _returned(function: Function) -> list[ast.expr | None]:
    """What the fixture gives to tests, ``None`` where that is nothing."""
    given = [n.value for n in yields(function.node) if isinstance(n, ast.Yield)]
    found = [n.value for n in nodes_of(function.node) if isinstance(n, ast.Return)]
    return given or found or [None]


def _helper(suite: Suite, module: Module) -> Edit:
    """The decorator, above the first fixture of the file that may need it."""
    source = module.source
    near = [f for f, _ in _fixtures(suite) if f.module == module.path and f.owner is None]
    at = min(line_above(source, function) for function in near)
    teardown = any(yields(function.node) for function in near)
    text = helper_text(style_of(source), source.newline, teardown=teardown)
    return Edit(source.path, at, at, b"", encoded(source, text), frozenset(), rank=1)


def _subject(tests: int) -> str:
    return f"tests: run a session fixture of {tests} tests once for all workers"


transform = Transform(
    NAME,
    propose,
    __doc__,
    _subject,
    "Every worker of pytest-xdist ran a dear session fixture for itself. Now the first that needs "
    "it runs it, and the others read its value.",
    find,
    Signs(shows_dear_fixture),
    brings=frozenset({HAZARD, NAME}),
    claims=False,
)

__all__: Sequence[str] = ("find", "propose", "transform")
