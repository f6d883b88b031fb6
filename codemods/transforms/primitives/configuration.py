"""``--dist loadgroup`` in the file from which pytest reads its options, and nothing else."""

import configparser
import re
from collections.abc import Sequence
from typing import Any

from codemods.edits.model import Edit
from codemods.suite.config import pytest_options, section_of, words_of
from codemods.suite.model import Suite
from codemods.transforms.primitives.replacing import RefusedRewrite

_MODE = re.compile(r"(?P<option>--dist(?:=|[\s\"',]+))(?P<mode>\w+)")
_KEEPS_NOTHING = frozenset({"load", "worksteal", "no"})
_OPTION = re.compile(
    r"^(?P<name>[^\s#;=:\[](?:[^=:\n]*[^=:\s])?)[ \t]*[=:](?P<value>.*)$", re.MULTILINE
)
_XDIST = re.compile(r"pytest[-_.]xdist", re.IGNORECASE)
_WANTED = "loadgroup"


def mode_of(words: Sequence[str]) -> str | None:
    """What ``--dist`` says in these words of a command line."""
    found = _MODE.search(" ".join(words))
    return found["mode"] if found else None


def is_configured(suite: Suite) -> bool:
    """Whether the options of pytest, or a file that says how the suite is run, ask for groups."""
    if mode_of(suite.config.addopts) == _WANTED:
        return True
    return any(_WANTED in modes for modes in _modes_elsewhere(suite).values())


def dist_edits(suite: Suite) -> list[Edit]:
    """The edit by which pytest hands out tests by their groups; none if it does so already.

    Raises:
        RefusedRewrite: it cannot be asked for there, or would be of no use.
    """
    if is_configured(suite):
        return []
    words = suite.config.addopts
    mode = mode_of(words)
    if "no:xdist" in words or "-pno:xdist" in words:
        raise RefusedRewrite(f"{suite.config.file} switches pytest-xdist off")
    if mode is not None and mode not in _KEEPS_NOTHING:
        raise RefusedRewrite(
            f"{suite.config.file} asks for --dist {mode}, which keeps together what --dist "
            "loadgroup may part"
        )
    if "-d" in words:
        raise RefusedRewrite(f"{suite.config.file} asks for -d, which wins over --dist loadgroup")
    for path, modes in _modes_elsewhere(suite).items():
        raise RefusedRewrite(f"{path} runs the suite with --dist {modes[0]}, which would win")
    if not _is_required(suite):
        raise RefusedRewrite(
            "no requirement of the project names pytest-xdist, and --dist in the configuration "
            "stops pytest where it is not installed"
        )
    return [_edit(suite, mode)]


def _is_required(suite: Suite) -> bool:
    words = suite.config.addopts
    if any(re.match(r"-n|--numprocesses|--dist", word) for word in words):
        return True
    texts = (raw.decode("utf-8", "replace") for raw in suite.texts.values())
    return any(_XDIST.search(text) for text in texts)


def _modes_elsewhere(suite: Suite) -> dict[str, list[str]]:
    """The modes that other files than the options of pytest name, by file."""
    found: dict[str, list[str]] = {}
    for path, raw in suite.texts.items():
        lines = raw.decode("utf-8", "replace").splitlines()
        text = "\n".join(line for line in lines if not line.lstrip().startswith(("#", "//")))
        modes = [match["mode"] for match in _MODE.finditer(text)]
        own = mode_of(suite.config.addopts) if path == suite.config.file else None
        if own in modes:
            modes.remove(str(own))
        if modes:
            found[path] = modes
    return found


def _edit(suite: Suite, mode: str | None) -> Edit:
    path = suite.config.file
    if not path:
        path = "pyproject.toml" if "pyproject.toml" in suite.texts else "pytest.ini"
    raw = suite.raw(path)
    try:
        text = (raw or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedRewrite(f"{path} is not written in UTF-8") from error
    if "\r" in text.replace("\r\n", ""):
        raise RefusedRewrite(f"{path} has line ends that cannot be kept")
    change = _in_toml if path.endswith(".toml") else _in_ini
    after = change(path, text, mode)
    _check(path, suite, after)
    return _smallest(path, text.encode(), after.encode())


def _check(path: str, suite: Suite, after: str) -> None:
    """Only ``addopts`` differs, and only as it should."""
    try:
        found = dict(pytest_options(path, after.encode()))
    except (ValueError, configparser.Error) as error:
        raise RefusedRewrite(f"{path} could not be read afterwards") from error
    words = words_of(found.pop("addopts", ""))
    rest = {name: value for name, value in suite.config.options.items() if name != "addopts"}
    same = found == rest and _others(words) == _others(suite.config.addopts)
    if mode_of(words) != _WANTED or not same:
        raise RefusedRewrite(f"--dist {_WANTED} cannot be put among the addopts in {path}")


def _others(words: Sequence[str]) -> list[str]:
    return _MODE.sub("", " ".join(words)).split()


def _smallest(path: str, before: bytes, after: bytes) -> Edit:
    """The edit without what the two have in common at both ends."""
    shortest = min(len(before), len(after))
    start = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    most = shortest - start
    tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    end, stop = len(before) - tail, len(after) - tail
    return Edit(path, start, end, before[start:end], after[start:stop], frozenset())


def _in_ini(path: str, text: str, mode: str | None) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    header = re.search(rf"^\[{re.escape(section_of(path))}\][^\n]*$", text, re.MULTILINE)
    if header is None:
        head = f"{text.rstrip()}{newline}{newline}" if text.strip() else ""
        return f"{head}[{section_of(path)}]{newline}addopts = --dist {_WANTED}{newline}"
    following = re.search(r"^\[", text[header.end() :], re.MULTILINE)
    stop = header.end() + following.start() if following else len(text)
    options = list(_OPTION.finditer(text, header.end(), stop))
    addopts = next((option for option in options if option["name"] == "addopts"), None)
    if addopts is None:
        sign = "=" if options and not re.search(r" =", options[0][0]) else " = "
        at = header.end()
        return f"{text[:at].rstrip()}{newline}addopts{sign}--dist {_WANTED}{text[at:].rstrip(' ')}"
    start = addopts.start("value")
    end = start + len(_whole(text[start:stop]))
    value = text[start:end]
    if re.search(r"(^|\s)[#;]", value):
        raise RefusedRewrite(f"there is a comment among the addopts in {path}")
    if mode is not None:
        return text[:start] + _MODE.sub(rf"\g<option>{_WANTED}", value) + text[end:]
    lines = value.splitlines()
    if len(lines) > 1:
        indent = re.match(r"\s*", lines[-1])
        added = f"{newline}{indent[0] if indent else ''}--dist {_WANTED}"
    else:
        added = f" --dist {_WANTED}" if value.strip() or not value.endswith(" ") else _WANTED
        added = added if added != _WANTED else f"--dist {_WANTED}"
    return text[:end] + added + text[end:]


def _whole(text: str) -> str:
    """The value at the head of a text, with the indented lines that go on with it."""
    first, *others = text.splitlines(keepends=True)
    whole = first
    for line in others:
        if line.strip() and not line[0].isspace():
            break
        whole += line
    return whole.rstrip()


def _in_toml(path: str, text: str, mode: str | None) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        if tomlkit.dumps(document) != text:
            raise RefusedRewrite(f"{path} cannot be changed without touching the rest of it")
        table = _table(document, path)
        if table is None:
            newline = "\r\n" if "\r\n" in text else "\n"
            head = f"{text.rstrip()}{newline}{newline}" if text.strip() else ""
            header = "[tool.pytest.ini_options]"
            return f'{head}{header}{newline}addopts = "--dist {_WANTED}"{newline}'
        table["addopts"] = _changed(table.get("addopts"), mode, _is_native(document, path))
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise RefusedRewrite(f"{path} cannot be changed in place: {error}") from error


def _table(document: Any, path: str) -> Any:
    if path != "pyproject.toml":
        return document.get("pytest")
    found = document.get("tool", {}).get("pytest")
    if found is None:
        return None
    return found.get("ini_options", found)


def _is_native(document: Any, path: str) -> bool:
    """Whether options have types there, and ``addopts`` must be a list."""
    if path != "pyproject.toml":
        return True
    return "ini_options" not in document.get("tool", {}).get("pytest", {})


def _changed(value: Any, mode: str | None, native: bool) -> Any:
    """``addopts`` with the mode in it, written as it was."""
    import tomlkit

    if value is None:
        return [f"--dist={_WANTED}"] if native else f"--dist {_WANTED}"
    if isinstance(value, str):
        written = tomlkit.item(value).as_string()
        quote = next(q for q in ('"""', "'''", '"', "'") if written.startswith(q))
        inner = written[len(quote) : -len(quote)]
        return tomlkit.value(f"{quote}{_in_text(inner, mode)}{quote}")
    if mode is None:
        first = value[0].as_string() if value else ""
        literal = first.startswith("'")
        value.append(tomlkit.string(f"--dist={_WANTED}", literal=literal))
        return value
    for index, item in enumerate(value):
        if item == mode or _MODE.search(item):
            new = _WANTED if item == mode else _MODE.sub(rf"\g<option>{_WANTED}", item)
            value[index] = tomlkit.string(new, literal=item.as_string().startswith("'"))
    return value


def _in_text(value: str, mode: str | None) -> str:
    if mode is not None:
        return _MODE.sub(rf"\g<option>{_WANTED}", value)
    lines = value.splitlines()
    if len(lines) < 2:
        return f"{value.rstrip()} --dist {_WANTED}" if value.strip() else f"--dist {_WANTED}"
    last = next(line for line in reversed(lines) if line.strip())
    indent = last[: len(last) - len(last.lstrip())]
    kept = value.rstrip()
    behind = value[len(kept) :]
    newline = "\r\n" if "\r\n" in value else "\n"
    return f"{kept}{newline}{indent}--dist {_WANTED}{behind}"
