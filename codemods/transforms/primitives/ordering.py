"""Writing what puts values in order: brackets for braces, ``sorted`` for ``list``, or around."""

import ast
import io
import re
import tokenize
from collections.abc import Sequence

from codemods.edits.model import Edit
from codemods.suite.model import Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.transforms.primitives.elements import SETS
from codemods.transforms.primitives.iteration import Origin
from codemods.transforms.primitives.kinds import UNKNOWN, sorting
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing


def in_order(origin: Origin, *, alone: bool, argument: bool) -> list[Edit]:
    """The edits after which an expression is walked in the same order everywhere.

    Args:
        alone: whether nothing else is walked beside it that has to keep step.
        argument: whether the copy around it is itself an argument of ``parametrize``.

    Raises:
        RefusedRewrite: its values cannot be sorted, or nobody knows whether they can.
    """
    source = origin.scope.module.source
    if alone and (edits := _as_list(source, origin)) is not None:
        return edits
    key = sorting(origin.kinds)
    if key is None:
        raise RefusedRewrite(_why_not_sorted(source, origin))
    if "sorted" in origin.scope.module.bound:
        raise RefusedRewrite(f"{source.path} calls something else sorted")
    tail = f", {key}" if key else ""
    name = _copier(origin)
    if name == "list" or (name == "tuple" and argument):
        assert origin.whole
        start, end = source.span(origin.whole.func)
        edits = [replacing(source, start, end, "sorted")]
        if tail:
            _, at = source.span(origin.node)
            edits.append(replacing(source, at, at, tail))
        return edits
    return _wrapped(source, origin.node, tail)


def why_not_a_list(suite: Suite, origin: Origin) -> str | None:
    """Why an iterator cannot become a list: somebody takes values from it one by one."""
    called = ast.unparse(origin.node.func) if isinstance(origin.node, ast.Call) else ""
    if origin.whole or not called.endswith(("glob", "iterdir", "scandir")) or called == "glob.glob":
        return None
    module = origin.scope.module
    names = [name for name, value in module.constants.items() if value is origin.node]
    if origin.scope.function:
        names.append(origin.scope.function.name)
    for name in names:
        pattern = re.compile(rb"\bnext\(\s*(\w+\.)?%s\b" % name.encode())
        if any(pattern.search(suite.modules.raw(path) or b"") for path in suite.modules):
            return f"next() is called on {name}, which would be a list"
    return None


def _copier(origin: Origin) -> str:
    whole = origin.whole
    plain = whole and isinstance(whole.func, ast.Name) and not whole.keywords
    return whole.func.id if plain and whole and isinstance(whole.func, ast.Name) else ""


def _why_not_sorted(source: Source, origin: Origin) -> str:
    text = " ".join(source.segment(origin.node).split())
    text = text if len(text) <= 60 else f"{text[:57]}…"
    if text.startswith("os.walk") or origin.cause == "os.walk":
        return "os.walk gives the files of each folder in the order of the file system, too"
    if any(UNKNOWN in _flat(kind) for kind in origin.kinds):
        return f"it is not known what {text} holds, so not whether it can be sorted"
    return f"the values of {text} cannot be compared with one another"


def _flat(kind: object) -> list[object]:
    return [part for one in kind for part in _flat(one)] if isinstance(kind, tuple) else [kind]


def _as_list(source: Source, origin: Origin) -> list[Edit] | None:
    """A set that is written out becomes a list that is written out."""
    node = origin.node
    if isinstance(node, ast.Call):
        plain = isinstance(node.func, ast.Name) and node.func.id in SETS and len(node.args) == 1
        display: ast.expr = node.args[0] if plain else node
    else:
        display = node
    if not isinstance(display, ast.Set | ast.List | ast.Tuple) or not _are_distinct(display.elts):
        return None
    outer: ast.expr = node
    if _copier(origin) in ("list", "tuple"):
        assert origin.whole
        outer = origin.whole
    start, end = source.span(outer)
    first, last = source.span(display)
    around = source.raw[start:first] + source.raw[last:end]
    if b"\n" in around or b"\r" in around or b"#" in around:
        return None
    if source.raw[first : first + 1] not in (b"{", b"[", b"("):
        return None
    edits = [
        replacing(source, start, first + 1, "["),
        replacing(source, last - 1, end, "]"),
    ]
    return [edit for edit in edits if edit.before != edit.after]


def _are_distinct(nodes: Sequence[ast.expr]) -> bool:
    """Whether no two of these values can be equal, so that a set of them loses none."""
    seen: set[object] = set()
    for node in nodes:
        if isinstance(node, ast.Constant):
            key: object = node.value
        elif isinstance(node, ast.Name | ast.Attribute):
            key = ("name", ast.unparse(node))
        elif isinstance(node, ast.Tuple) and all(isinstance(e, ast.Constant) for e in node.elts):
            key = tuple(e.value for e in node.elts if isinstance(e, ast.Constant))
        else:
            return False
        if key in seen:
            return False
        seen.add(key)
    named = sum(isinstance(node, ast.Name | ast.Attribute) for node in nodes)
    return bool(nodes) and named in (0, len(nodes))


def _wrapped(source: Source, node: ast.expr, tail: str) -> list[Edit]:
    start, end = source.span(node)
    first, last = source.line_of(start), source.line_of(end - 1)
    raw = source.raw
    if raw[start - 1 : start] == b"(" and raw[end : end + 1] == b")":
        before = raw[max(0, start - 2) : start - 1]
        if not (before.isalnum() or before in (b"_", b")", b"]")) and not tail:
            return [replacing(source, start - 1, start - 1, "sorted")]
    text = source.text(start, end)
    if first != last and not _has_long_string(node):
        indent = source.indent(first)
        step = "\t" if indent.startswith("\t") else "    "
        inner = text.replace(source.newline, source.newline + step)
        comma = "," if tail else ""
        lines = [f"sorted({source.newline}{indent}{step}{inner}{comma}"]
        if tail:
            lines.append(f"{indent}{step}{tail[2:]},")
        lines.append(f"{indent})")
        return [replacing(source, start, end, source.newline.join(lines))]
    return [
        replacing(source, start, start, "sorted("),
        replacing(source, end, end, f"{tail})"),
    ]


def _has_long_string(node: ast.expr) -> bool:
    return any(
        isinstance(inner, ast.Constant | ast.JoinedStr) and inner.lineno != inner.end_lineno
        for inner in nodes_of(node)
    )


def fitted(suite: Suite, source: Source, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of one file, with the lines that they make too long laid out over several."""
    by_line: dict[int, list[Edit]] = {}
    for edit in edits:
        by_line.setdefault(source.line_of(edit.start), []).append(edit)
    found: list[Edit] = []
    for number, here in by_line.items():
        here.sort(key=lambda edit: edit.order)
        single = all(
            source.line_of(edit.end) == number and b"\n" not in edit.after for edit in here
        )
        laid_out = _laid_out(suite, source, number, here) if single else None
        found += [laid_out] if laid_out else here
    return found


def _laid_out(suite: Suite, source: Source, number: int, edits: Sequence[Edit]) -> Edit | None:
    start = source.line_start(number)
    raw = source.line(number).rstrip(b"\r\n")
    end = start + len(raw)
    after, position = b"", start
    for edit in edits:
        after += source.raw[position : edit.start] + edit.after
        position = edit.end
    after += source.raw[position:end]
    encoding = source.encoding.removesuffix("-sig")
    text = after.decode(encoding)
    if not len(raw.decode(encoding)) <= suite.config.line_length < len(text):
        return None
    apart = _arguments(text) if _is_all_inside(source, number) else []
    if len(apart) > 1:
        blank = text[: len(text) - len(text.lstrip())]
        lines = [x for one in apart for x in _exploded(f"{blank}{one},", suite.config.line_length)]
    else:
        lines = _exploded(text, suite.config.line_length)
    return replacing(source, start, end, source.newline.join(lines)) if len(lines) > 1 else None


def _is_all_inside(source: Source, number: int) -> bool:
    """Whether a line is all that stands between two brackets."""
    opened = source.line(number - 1).rstrip().endswith((b"(", b"[", b"{"))
    return opened and source.line(number + 1).lstrip().startswith((b")", b"]", b"}"))


def _exploded(text: str, limit: int) -> list[str]:
    """A line that is too long, broken at the bracket that it closes last."""
    comma = "," if text.endswith(",") else ""
    text = text.removesuffix(",")
    opening = _last_bracket(text)
    if len(text) + len(comma) <= limit or opening is None:
        return [text + comma]
    blank = text[: len(text) - len(text.lstrip())]
    deeper = blank + ("\t" if blank.startswith("\t") else "    ")
    inside = text[opening + 1 : -1]
    body = [f"{deeper}{inside}"]
    arguments = _arguments(inside)
    if len(body[0]) > limit and len(arguments) > 1:
        body = [line for one in arguments for line in _exploded(f"{deeper}{one},", limit)]
    return [text[: opening + 1], *body, f"{blank}{text[-1]}{comma}"]


def _tokens(text: str) -> list[tokenize.TokenInfo]:
    try:
        return list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return []


def _last_bracket(text: str) -> int | None:
    """Where the bracket is opened that the last character of a line closes."""
    if not text.endswith((")", "]")):
        return None
    stack: list[int] = []
    last: int | None = None
    body = text.strip()
    shift = len(text) - len(text.lstrip())
    for token in _tokens(body):
        if token.type != tokenize.OP:
            continue
        if token.string in "([{":
            stack.append(token.start[1])
        elif token.string in ")]}" and stack:
            last = stack.pop()
            if token.end[1] == len(body):
                return None if stack else last + shift
    return None


def _arguments(text: str) -> list[str]:
    """The parts of an argument list, at the commas outside all brackets."""
    found: list[str] = []
    depth, start = 0, 0
    for token in _tokens(f"({text})"):
        if token.type != tokenize.OP:
            continue
        depth += (token.string in "([{") - (token.string in ")]}")
        if token.string == "," and depth == 1:
            found.append(text[start : token.start[1] - 1].strip())
            start = token.end[1] - 1
    rest = text[start:].strip()
    return [*found, rest] if rest else found
