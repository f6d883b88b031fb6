"""The log file that pytest itself opens, by its option ``log_file``."""

import ast
import posixpath
from collections.abc import Iterator

from codemods.edits.model import Edit
from codemods.evidence.model import Place
from codemods.suite.model import Function, Import, Module, Suite
from codemods.suite.modules import words
from codemods.suite.nodes import nodes_showing
from codemods.transforms.primitives.hosts import taken_names
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.new_file import behind_all, new_file
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.rewrite import at_top
from codemods.transforms.primitives.spelling import Style, quoted, style_of
from codemods.transforms.primitives.suffix import binds

_INIS = ("pytest.ini", ".pytest.ini")
_FILES = ("pytest.toml", ".pytest.toml", *_INIS, "pyproject.toml", "tox.ini", "setup.cfg")
_NAMES = frozenset({"worker", "log_file", "root", "ext"})
_SETTERS = frozenset({"log_file", "set_log_path"})
_sets = words(*_SETTERS).search


def option_of(suite: Suite) -> str | None:
    """The log file of the whole run, ``None`` for none, or if the suite itself sees to it."""
    words = suite.config.addopts
    if any(word in ("no:logging", "-pno:logging") for word in words) or _is_set(suite):
        return None
    given = [
        word.partition("=")[2] or "".join(words[index + 1 : index + 2])
        for index, word in enumerate(words)
        if word == "--log-file" or word.startswith("--log-file=")
    ]
    name = given[-1] if given else suite.config.log_file
    return None if not name or name.startswith("/dev/") else name


def place_of(suite: Suite) -> Place:
    """The line of the configuration that gives it."""
    for path in _FILES:
        for number, line in enumerate((suite.raw(path) or b"").splitlines(), 1):
            given = line.partition(b"=")[0].strip() == b"log_file"
            if given or (b"--log-file" in line and b"--log-file-" not in line):
                return Place(path, number)
    return Place(_INIS[0], 1)


def _is_set(suite: Suite) -> bool:
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "set_log_path")
        or (
            isinstance(node, ast.Attribute)
            and node.attr == "log_file"
            and isinstance(node.ctx, ast.Store)
        )
        for module in suite.mentioning(*_SETTERS)
        for node in nodes_showing(module.source, _sets)
    )


def option_edits(suite: Suite) -> list[Edit]:
    """The edits by which each worker opens a file of its own.

    They go where pytest looks before it opens the log: its logging plugin does that last of all
    that is configured, and hooks of a conftest come first.

    Raises:
        RefusedRewrite: there is no such place.
    """
    path = _conftest(suite)
    module = suite.modules.get(path)
    if module is None or not module.source.tree.body:
        text = "\n".join((*_hook(Style('"'), "def pytest_configure(config):"), ""))
        if module is None:
            return list(new_file(suite, path, [("os", Import("os"))], [text]))
        return [behind_all(module.source, f"import os\n\n\n{text}")]
    source = module.source
    hook = module.functions.get("pytest_configure")
    if hook is not None:
        _check(suite, hook)
        lines = _lines(style_of(source))
        return [*plain_imports(module, "os"), at_top(source, hook, lines)]
    if "pytest_configure" in module.bound:
        raise RefusedRewrite(f"{path} has a pytest_configure that is no function of its own")
    text = "\n".join(_hook(style_of(source), _signature(module)))
    return [*plain_imports(module, "os"), behind_all(source, f"{text}\n")]


def _conftest(suite: Suite) -> str:
    """The path of a conftest that pytest always reads before it opens the log.

    Raises:
        RefusedRewrite: none is sure to be, and a new one could change what is imported.
    """
    if "conftest.py" in suite.modules:
        return "conftest.py"
    folders = {test.id.partition("::")[0].rpartition("/")[0] for test in suite.tests}
    common = posixpath.commonpath(folders) if all(folders) else ""
    paths = [path.rstrip("/").removeprefix("./") for path in suite.config.testpaths]
    early = common.startswith("test") and "/" not in common
    early = early or bool(paths and all(f"{p}/".startswith(f"{common}/") for p in paths))
    if common and not early:
        raise RefusedRewrite("there is no conftest.py that is surely read before the log is opened")
    path = posixpath.join(common, "conftest.py")
    known = path in suite.modules or common in folders
    if not known and posixpath.join(common, "__init__.py") not in suite.checked_in:
        raise RefusedRewrite("a new conftest.py would change where Python looks for modules")
    return path


def _check(suite: Suite, hook: Function) -> None:
    """Raise `RefusedRewrite` unless statements can go to the top of the hook."""
    node = hook.node
    tryfirst = {"pytest.hookimpl(tryfirst=True)", "hookimpl(tryfirst=True)"}
    if any(ast.unparse(decorator) not in tryfirst for decorator in node.decorator_list):
        raise RefusedRewrite("pytest_configure has a decorator, and may come too late")
    if "config" not in [argument.arg for argument in node.args.args]:
        raise RefusedRewrite("pytest_configure does not take config")
    if node.body[0].lineno == node.lineno:
        raise RefusedRewrite("pytest_configure is written on one line")
    if binds(hook, "os"):
        raise RefusedRewrite("pytest_configure calls something of its own os")
    if taken := sorted(_NAMES & taken_names(suite, hook)):
        raise RefusedRewrite(f"pytest_configure uses the name {taken[0]} already")


def _lines(style: Style) -> list[str]:
    worker, log_file, logging = (
        quoted(text, style) for text in ("PYTEST_XDIST_WORKER", "log_file", "logging")
    )
    quote = style.quote
    return [
        f"worker = os.environ.get({worker})",
        f"if worker and config.pluginmanager.hasplugin({logging}):",
        f"    log_file = config.option.log_file or config.getini({log_file})",
        "    if log_file != os.devnull:",
        "        root, ext = os.path.splitext(log_file)",
        f"        config.option.log_file = f{quote}{{root}}_{{worker}}{{ext}}{quote}",
    ]


def _hook(style: Style, signature: str) -> Iterator[str]:
    yield signature
    yield '    """Give each worker of pytest-xdist a log file of its own."""'
    yield from (f"    {line}" for line in _lines(style))


def _signature(module: Module) -> str:
    functions = [f.node for f in module.functions.values() if f.owner is None]
    annotated = bool(functions) and all(node.returns for node in functions)
    if annotated and module.imports.get("pytest") and "Config" not in module.bound:
        return "def pytest_configure(config: pytest.Config) -> None:"
    return "def pytest_configure(config):"
