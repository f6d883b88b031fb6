"""Writing a path below ``tmp_path`` the way a person would."""

import ast
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from codemods.suite.source import Source
from codemods.touches.model import HOLE, Origin, Piece
from codemods.touches.values import normalise

_NEVER_BARE = (ast.NamedExpr, ast.GeneratorExp, ast.Starred)
_ATOMS = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant, ast.JoinedStr)


class UnspeakableError(Exception):
    """The path cannot be written below another folder; the message says why, in a clause."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes strings.

    Attributes:
        ascii: whether it writes all other letters as escapes.
    """

    quote: str
    ascii: bool = False


@lru_cache(maxsize=256)
def style_of(source: Source) -> Style:
    """The quotes that a file uses more often; double ones where it does not say."""
    singles = len(re.findall(rb"(?<![\w'\"])'(?!')", source.raw))
    doubles = len(re.findall(rb'(?<![\w"\'])"(?!")', source.raw))
    return Style("'" if singles > doubles else '"', source.raw.isascii())


def style_at(node: ast.expr, source: Source) -> Style:
    """The quotes of an expression, those of its file where it has none or both."""
    written = (
        source.segment(each)[:1]
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )
    quotes = {quote for quote in written if quote in ("'", '"')}
    style = style_of(source)
    return replace(style, quote=quotes.pop()) if len(quotes) == 1 else style


def relative_parts(origin: Origin, anchor: str, root: str) -> list[list[Piece]]:
    """The components of a path below ``anchor``, each as the pieces that it is made of.

    Args:
        anchor: folder that becomes ``tmp_path``; ``""`` for the root itself.
        root: absolute path of the root.

    Raises:
        UnspeakableError: the path does not lie below ``anchor`` as it is spelled.
    """
    if all(piece.fixed for piece in origin.pieces):
        path = normalise(origin.text, root)
        if not path:
            raise UnspeakableError("the path begins with an empty text")
        if path == (anchor or "."):
            return []
        relative = (
            posixpath.relpath(path, anchor or ".")
            if not path.startswith("/")
            else (posixpath.relpath(path, anchor))
        )
        if relative.startswith(".."):
            raise UnspeakableError(f"{path} lies above the folder that becomes tmp_path")
        return [[Piece(part)] for part in relative.split("/")]
    pieces = _without_prefix(origin.pieces, anchor, root)
    return _components(pieces)


def _without_prefix(pieces: Sequence[Piece], anchor: str, root: str) -> list[Piece]:
    head = ""
    rest = list(pieces)
    while rest and rest[0].fixed:
        head += rest.pop(0).text
    for prefix in (anchor, f"{root}/{anchor}" if anchor else root):
        if not prefix and not head.startswith("/"):
            return [Piece(head), *rest]
        if prefix and head.rstrip("/") == prefix:
            return [Piece(""), *rest]
        if prefix and head.startswith(f"{prefix}/"):
            return [Piece(head[len(prefix) + 1 :]), *rest]
    raise UnspeakableError("the folder in front of its computed part cannot be told from the rest")


def _components(pieces: Sequence[Piece]) -> list[list[Piece]]:
    components: list[list[Piece]] = [[]]
    for piece in pieces:
        if not piece.fixed:
            if piece.text.startswith("/") and not piece.joined:
                raise UnspeakableError("a computed part of the path begins with a separator")
            if piece.joined:
                components.append([])
            components[-1].append(Piece(HOLE, piece.node, piece.joined))
            continue
        first, *others = piece.text.split("/")
        if first:
            components[-1].append(Piece(first))
        for other in others:
            components.append([Piece(other)] if other else [])
    found = [component for component in components if component]
    if not found:
        raise UnspeakableError("nothing of the path is left below the folder")
    return found


def write_path(parts: Sequence[Sequence[Piece]], base: str, source: Source, style: Style) -> str:
    """The expression ``base / "a" / "b.txt"``.

    Raises:
        UnspeakableError: a computed part cannot be moved into another expression.
    """
    written = [_component(part, source, style) for part in parts]
    return " / ".join([base, *written])


def write_join(
    parts: Sequence[Sequence[Piece]],
    base: str,
    source: Source,
    style: Style,
    join: str,
    *,
    slash: bool,
) -> str:
    """The expression ``os.path.join(base, "a", "b.txt")``.

    Args:
        join: how the file calls ``os.path.join``.
        slash: whether the path ends in a separator, since names may be added to it.

    Raises:
        UnspeakableError: a computed part cannot be moved into another expression.
    """
    written = [_component(part, source, style, operand=False) for part in parts]
    if slash:
        written.append(quoted("", style))
    return f"{join}({', '.join([base, *written])})" if written else base


def write_template(
    origin: Origin, anchor: str, base: str, source: Source, style: Style, join: str | None
) -> str | None:
    """``base / ("name-%d.txt" % n)`` for what was written with ``%`` or ``.format``.

    Returns:
        ``None`` unless the pattern is a literal that begins with the anchor.
    """
    node = origin.node
    if all(piece.fixed for piece in origin.pieces):
        return None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        pattern: ast.expr = node.left
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        pattern = node.func.value
    else:
        return None
    if not (isinstance(pattern, ast.Constant) and isinstance(pattern.value, str)):
        return None
    text = pattern.value
    if anchor and not text.startswith(f"{anchor}/"):
        return None
    rest = quoted(text[len(anchor) + 1 :] if anchor else text, style)
    behind = source.text(source.span(pattern)[1], source.span(node)[1])
    if "\n" in behind or "\r" in behind:
        return None
    if not isinstance(node, ast.BinOp) and not behind.startswith(".format("):
        return None
    if join:
        return f"{join}({base}, {rest}{behind})"
    if isinstance(node, ast.BinOp):
        return f"{base} / ({rest}{behind})"
    return f"{base} / {rest}{behind}"


def _component(part: Sequence[Piece], source: Source, style: Style, *, operand: bool = True) -> str:
    """One name in a path; ``operand`` where an operator stands beside it."""
    if all(piece.fixed for piece in part):
        return quoted("".join(piece.text for piece in part), style)
    if any(piece.node is None for piece in part if not piece.fixed):
        raise UnspeakableError("a part of the path is computed in a way that cannot be moved")
    only = part[0].node
    if len(part) == 1 and only is not None and not isinstance(only, ast.FormattedValue):
        text = source.segment(only)
        if "\n" in text or "\r" in text:
            raise UnspeakableError("a part of the path is computed over several lines")
        alone = isinstance(only, _ATOMS) or not operand
        return text if alone and not isinstance(only, _NEVER_BARE) else f"({text})"
    values: list[ast.expr] = []
    for piece in part:
        if piece.fixed:
            values.append(ast.Constant(piece.text))
        else:
            assert piece.node is not None
            values.append(_field(piece.node))
    return _requoted(ast.unparse(ast.JoinedStr(values)), style)


def _field(node: ast.expr) -> ast.FormattedValue:
    if isinstance(node, ast.FormattedValue):
        return node
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "str"
        and len(node.args) == 1
        and not node.keywords
    ):
        node = node.args[0]
    return ast.FormattedValue(node, -1, None)


def _requoted(text: str, style: Style) -> str:
    body = text[2:-1]
    if style.ascii and not text.isascii():
        raise UnspeakableError("a part of the path is written with escapes")
    if text.startswith(("f'''", 'f"""')) or "\\" in body or "\n" in body:
        raise UnspeakableError("a part of the path needs quotes inside quotes")
    if style.quote in body:
        if text[1] in body:
            raise UnspeakableError("a part of the path needs quotes inside quotes")
        return text
    return f"f{style.quote}{body}{style.quote}"


def quoted(text: str, style: Style) -> str:
    """A string literal in the quotes of the file."""
    found = ascii(text) if style.ascii else repr(text)
    if found[0] != style.quote and style.quote not in text and "\\" not in text:
        return f"{style.quote}{found[1:-1]}{style.quote}"
    return found


def name_for(path: str, constant: str | None, is_folder: bool, taken: frozenset[str]) -> str:
    """A free name for a local variable: after the constant that it replaces, else the file.

    Args:
        path: below the new folder.
    """
    stem = (constant or "").rpartition(".")[2].rpartition(":")[2].lower().strip("_")
    suffix = "dir" if is_folder else "path"
    if stem and not stem.startswith("tmp_path"):
        candidates = [stem, *([] if stem.endswith(f"_{suffix}") else [f"{stem}_{suffix}"])]
    else:
        last = path.rpartition("/")[2]
        bare = last.lstrip(".")
        stem = re.sub(r"\W+", "_", bare.partition(".")[0])
        stem = stem.strip("_").lower()
        extension = re.sub(r"\W+", "_", last.rpartition(".")[2]).lower()
        if stem[:1].isdigit():
            stem = f"{extension if extension.isalpha() else 'output'}_{stem}"
        if not stem or not stem.isidentifier() or not stem.isascii():
            stem = "output"
        named = stem.endswith(("path", "file", "dir"))
        own = stem if named else f"{stem}_{suffix}"
        folder = re.sub(r"\W+", "_", path.rpartition("/")[0].rpartition("/")[2]).lower()
        candidates = [own, f"{folder}_{own}" if folder else f"{stem}_{extension}_{suffix}"]
    for candidate in [*candidates, *(f"{candidates[0]}_{n}" for n in range(2, 100))]:
        if candidate.isidentifier() and candidate not in taken:
            return candidate
    raise UnspeakableError("no free name was found for the path")
