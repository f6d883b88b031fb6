"""What pytest's own configuration says of a suite, and what ``[tool.xdistify]`` adds to it."""

import configparser
import re
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from codemods.errors import Refusal
from codemods.limits import (
    LARGEST_CONFIGURATION,
    SECONDS,
    TooMuchError,
    UnusableError,
    read_regular,
    within,
)

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_IN_INI_FILES = (("tox.ini", "pytest"), ("setup.cfg", "tool:pytest"))
_LINE_LENGTH = 88
_NORECURSE = ("*.egg", ".*", "_darcs", "build", "CVS", "dist", "node_modules", "venv", "{arch}")


@dataclass(frozen=True, slots=True)
class SuiteConfig:
    """How pytest collects, and how the project lays out its code.

    Attributes:
        testpaths: folders or files relative to the root; empty for the root itself.
        python_files: globs on file names (or on relative paths where they hold a slash).
        python_classes: prefixes or globs.
        python_functions: prefixes or globs.
        norecursedirs: globs on folder names that are not entered.
        usefixtures: fixtures that every test requests.
        addopts: words of ``addopts``.
        log_file: that pytest opens for the whole run; empty for none.
        pythonpath: folders relative to the root that pytest puts on ``sys.path``.
        line_length: of the project's formatter or linter, else what those have by default.
        sets_line_length: whether the project has such a tool, or says so.
        tool: the table ``[tool.xdistify]``.
        own: names of the packages and modules in the root, or in its ``src``.
        file: of the root, that pytest reads its options from; empty if there is none.
        options: all that it says of pytest, unparsed.
    """

    testpaths: tuple[str, ...] = ()
    python_files: tuple[str, ...] = ("test_*.py", "*_test.py")
    python_classes: tuple[str, ...] = ("Test",)
    python_functions: tuple[str, ...] = ("test",)
    norecursedirs: tuple[str, ...] = _NORECURSE
    usefixtures: tuple[str, ...] = ()
    addopts: tuple[str, ...] = ()
    log_file: str = ""
    pythonpath: tuple[str, ...] = ()
    line_length: int = _LINE_LENGTH
    sets_line_length: bool = False
    tool: Mapping[str, Any] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    file: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def plugins(self) -> tuple[str, ...]:
        """The modules that ``-p`` asks for."""
        pairs = zip(self.addopts, (*self.addopts, "")[1:], strict=True)
        given = (after if word == "-p" else word[2:] for word, after in pairs if word[:2] == "-p")
        return tuple(name for name in given if name and not name.startswith("no:"))

    def is_test_class(self, name: str) -> bool:
        """Whether pytest would collect a class of this name."""
        return matches(name, self.python_classes)

    def is_test_function(self, name: str) -> bool:
        """Whether pytest would collect a function or method of this name."""
        return matches(name, self.python_functions)

    def is_test_file(self, path: str) -> bool:
        """Whether pytest would collect a file found at this POSIX path in a folder."""
        name = path.rpartition("/")[2]
        return any(
            fnmatch(f"/{path}", pattern if pattern.startswith("*") else f"*/{pattern}")
            if "/" in pattern
            else fnmatch(name, pattern)
            for pattern in self.python_files
        )


def read_config(root: Path) -> SuiteConfig:
    """Read the configuration in ``root``, each file as pytest would, the first that speaks wins.

    Source of the order and of the defaults: pytest's reference, "Configuration file formats".

    Raises:
        Refusal: a configuration file cannot be read or parsed.
    """
    pyproject = _toml(root / "pyproject.toml")
    file, ini = _pytest_section(root, pyproject)
    defaults = SuiteConfig()

    def words(name: str) -> tuple[str, ...]:
        return _words(ini[name]) if name in ini else getattr(defaults, name)

    tool = _table(pyproject, "tool", "xdistify")
    length = _line_length(root, pyproject)
    return SuiteConfig(
        testpaths=words("testpaths"),
        python_files=words("python_files"),
        python_classes=words("python_classes"),
        python_functions=words("python_functions"),
        norecursedirs=words("norecursedirs"),
        usefixtures=words("usefixtures"),
        addopts=_options(ini.get("addopts", "")),
        log_file=str(ini.get("log_file", "")),
        pythonpath=words("pythonpath"),
        line_length=length or _LINE_LENGTH,
        sets_line_length=length is not None,
        tool=tool,
        own=frozenset(_importable(root)) | frozenset(_importable(root / "src")),
        file=file,
        options=ini,
    )


def why_unreadable(path: str, content: bytes) -> str | None:
    """Why a configuration file with this content could not be read; ``None`` if it could."""
    try:
        text = content.decode("utf-8")
        if path.endswith(".toml"):
            tomllib.loads(text)
        else:
            configparser.ConfigParser(interpolation=None, strict=False).read_string(text)
    except (tomllib.TOMLDecodeError, configparser.Error, UnicodeDecodeError) as error:
        return str(error).splitlines()[0]
    return None


def _importable(folder: Path) -> Iterator[str]:
    """The names that could be imported from a folder, with or without ``__init__``."""
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.suffix == ".py" or (entry.is_dir() and entry.name.isidentifier()):
            yield entry.name.removesuffix(".py")


def find_root(paths: Sequence[Path]) -> Path:
    """The root of the suite that holds ``paths``: the nearest folder upwards with a configuration.

    As pytest does: a folder whose configuration speaks of pytest, else one with ``setup.py``, else
    with a ``pyproject.toml`` or a repository, else the common folder itself.
    """
    first = [path if path.is_dir() else path.parent for path in paths]
    common = first[0]
    while not all(path.is_relative_to(common) for path in first):
        common = common.parent
    upwards = [common, *common.parents]
    for folder in upwards:
        if _pytest_section(folder, _toml(folder / "pyproject.toml"))[1]:
            return folder
        if (folder / "pytest.ini").is_file() or (folder / ".git").exists():
            return folder
    for folder in upwards:
        if any((folder / name).is_file() for name in ("setup.py", "pyproject.toml")):
            return folder
    return common


def _pytest_section(root: Path, pyproject: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The name of the file that speaks, and what it says; both empty if none does."""
    for name in ("pytest.toml", ".pytest.toml"):
        if table := _toml(root / name).get("pytest"):
            return name, dict(table)
    for name in ("pytest.ini", ".pytest.ini"):
        if (root / name).is_file():
            return name, _ini(root / name, "pytest")
    tool = _table(pyproject, "tool", "pytest")
    if tool:
        legacy = _table(pyproject, "tool", "pytest", "ini_options")
        return "pyproject.toml", legacy or dict(tool)
    for name, section in _IN_INI_FILES:
        if options := _ini(root / name, section):
            return name, options
    return "", {}


def pytest_options(path: str, content: bytes) -> Mapping[str, Any]:
    """What a configuration file with this content, which can be read, says of pytest."""
    text = content.decode("utf-8")
    if path.endswith(".toml"):
        table = tomllib.loads(text)
        if path != "pyproject.toml":
            return dict(table.get("pytest", {}))
        found = table.get("tool", {}).get("pytest", {})
        return dict(found.get("ini_options", found))
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.read_string(text)
    section = section_of(path)
    return dict(parser[section]) if parser.has_section(section) else {}


def section_of(path: str) -> str:
    """The section of an INI file in which the options of pytest stand."""
    return dict(_IN_INI_FILES).get(path, "pytest")


def words_of(addopts: object) -> tuple[str, ...]:
    """The words of ``addopts``, given as a string or as a list."""
    return _options(addopts)


def _line_length(root: Path, pyproject: Mapping[str, Any]) -> int | None:
    ruff = _table(pyproject, "tool", "ruff")
    for name in ("ruff.toml", ".ruff.toml"):
        ruff = _toml(root / name) or ruff
    for table in (ruff, _table(pyproject, "tool", "black")):
        if isinstance(table.get("line-length"), int):
            return int(table["line-length"])
        if table:
            return _LINE_LENGTH
    for name, section in ((".flake8", "flake8"), ("setup.cfg", "flake8"), ("tox.ini", "flake8")):
        value = _ini(root / name, section).get("max-line-length", "")
        if re.fullmatch(r"[0-9]{1,6}", str(value)):
            return int(value)
    return None


def _table(document: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A nested table of ``pyproject.toml``, empty if it is not there."""
    found: Any = document
    for depth, name in enumerate(names, 1):
        found = found.get(name, {})
        if not isinstance(found, dict):
            dotted = ".".join(names[:depth])
            raise Refusal(f"pyproject.toml: [{dotted}] must be a table")
    return dict(found)


def _toml(path: Path) -> dict[str, Any]:
    text = _text(path)
    try:
        with within(SECONDS):
            return tomllib.loads(text)
    except (ValueError, TooMuchError) as error:  # a number of too many digits is a ValueError
        raise Refusal(f"{path.name} cannot be read: {error}") from error


def _text(path: Path) -> str:
    """What a configuration file holds; nothing if there is none."""
    try:
        if path.is_dir():
            return ""
        return read_regular(path, LARGEST_CONFIGURATION).decode("utf-8")
    except OSError:
        return ""
    except (UnusableError, UnicodeDecodeError) as error:
        raise Refusal(f"{path.name} cannot be read: {error}") from error


def _ini(path: Path, section: str) -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    text = _text(path)
    try:
        with within(SECONDS):
            parser.read_string(text, path.name)
    except (configparser.Error, ValueError, TooMuchError) as error:
        reason = str(error).splitlines()[0]
        raise Refusal(f"{path.name} cannot be read: {reason}") from error
    return dict(parser[section]) if parser.has_section(section) else {}


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    return tuple(str(value).split())


def _options(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    try:
        return tuple(shlex.split(str(value)))
    except ValueError:
        return tuple(str(value).split())


def matches(name: str, patterns: Sequence[str]) -> bool:
    """Whether a name begins with one of these prefixes, or is one that a glob describes."""
    return any(
        name.startswith(pattern) or (any(c in pattern for c in "*?[") and fnmatch(name, pattern))
        for pattern in patterns
    )
