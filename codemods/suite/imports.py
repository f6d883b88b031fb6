"""What a file imports, read from its bytes: a cheap way to find the files that belong together."""

import posixpath
import re
from collections.abc import Iterator

_IMPORT = re.compile(
    rb"^[ \t]*(?:from([. \t][. \t\w\x80-\xff]*?)(?<=[ \t])import\b[ \t]*"
    rb"(\(|(?:[^\n#;\\]|\\\r?\n)*)"
    rb"|import[ \t]+((?:[^\n#;\\]|\\\r?\n)+))",
    re.MULTILINE,
)
"""Reads a file once from left to right: nothing in it can be shared out in two ways."""
DEEPEST = 64
"""Parts of a name that are looked at: no packages nest deeper."""

_CALLERS = (b"import_module", b"__import__", b"importorskip", b"import_plugin", b"run_module")
_CALL = re.compile(rb"\b(?:" + b"|".join(_CALLERS) + rb")\s*\(\s*[\"']([.\w\x80-\xff]+)[\"']")
"""Calls that import what their first argument names."""

_LOADERS = (
    *_CALLERS,
    *(b"run_path", b"walk_packages", b"iter_modules"),
    *(b"spec_from_file_location", b"SourceFileLoader"),
)
_UNNAMED = re.compile(rb"\b(?:" + b"|".join(_LOADERS) + rb")\s*\((?!\s*[\"'][.\w\x80-\xff]+[\"'])")
_NAME = re.compile(rb"([.\w\x80-\xff]+)(?:\s+as\s+[\w\x80-\xff]+)?")
_PARENTHESES = re.compile(rb"(?:[^)#]|#[^\n]*(?:\n|\Z))*(?=\))")
_COMMENT = re.compile(rb"#[^\n]*")


def imported_names(raw: bytes, path: str) -> Iterator[str]:
    """The dotted names that a file may import: modules, and names that may be modules.

    A leading dot marks a path that a relative import has fixed, as in `Import.dotted`. What a
    string holds that looks like an import is given too.
    """
    for match in _CALL.finditer(raw) if any(name in raw for name in _CALLERS) else ():
        yield from _called(match[1].decode("utf-8", "replace"), path)
    for source, names, plain in _statements(raw):
        if plain is not None:
            for name in _names(plain):
                yield from _with_packages(name)
            continue
        base = re.sub(r"\s", "", source.decode("utf-8", "replace"))
        if not base or len(source.lstrip(b". \t").split()) > 1:
            continue
        level = len(base) - len(base.lstrip("."))
        base = _fixed(base, path)
        yield base
        joint = "/" if level else "."
        for name in _names(_COMMENT.sub(b"", names)):
            yield f"{base}{joint}{name}" if base != "." else f".{name}"


def loads_unnamed(raw: bytes) -> bool:
    """Whether a file loads modules by names that do not stand there."""
    return any(name in raw for name in _LOADERS) and _UNNAMED.search(raw) is not None


def _called(name: str, path: str) -> Iterator[str]:
    if name.startswith("."):
        yield _fixed(name, path)
    else:
        yield from _with_packages(name)


def _with_packages(name: str) -> Iterator[str]:
    """A dotted name behind those of the packages that its import runs."""
    parts = name.split(".", DEEPEST)[:DEEPEST]
    yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _fixed(base: str, path: str) -> str:
    """What a relative name means in a file."""
    level = len(base) - len(base.lstrip("."))
    if not level:
        return base
    folders, tail = path.split("/")[:-level], base[level:]
    base = "." + posixpath.join("/".join(folders), tail.replace(".", "/"))
    return base.rstrip("/") or "."


def _statements(raw: bytes) -> Iterator[tuple[bytes, bytes, bytes | None]]:
    """Of each import where it imports from and the names, or else what a plain one names."""
    at, closes = 0, True
    while (found := raw.find(b"import", at)) >= 0:
        line = raw.rfind(b"\n", 0, found) + 1
        match = _IMPORT.match(raw, line) if line >= at else None
        if match is None:
            at = found + len(b"import")
            continue
        source, names, plain = match.groups()
        at = match.end()
        if names == b"(" and closes:
            inside = _PARENTHESES.match(raw, at)
            closes = inside is not None
            if inside:
                names, at = inside[0], inside.end()
        yield source, names, plain


def _names(text: bytes) -> Iterator[str]:
    for match in _NAME.finditer(text):
        yield match.group(1).decode("utf-8", "replace")
