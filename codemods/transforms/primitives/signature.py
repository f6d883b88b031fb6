"""Adding a parameter to a function, in the style in which its signature is laid out."""

import re
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import CodePosition, MetadataWrapper, PositionProvider

from codemods.suite.model import FunctionNode
from codemods.suite.nesting import nests_too_deeply
from codemods.suite.source import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class Insertion:
    """New text at one byte offset."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """One parameter as it stands: its first and last byte, and what follows."""

    start: int
    end: int
    comma: int | None
    comment: bool


@dataclass(frozen=True)
class _Header:
    """The signature of a function as LibCST sees it.

    Attributes:
        positions: of its parts, as byte offsets in the file.
    """

    source: Source
    function: cst.FunctionDef
    positions: "dict[cst.CSTNode, tuple[int, int]]"


def _read_header(source: Source, node: FunctionNode) -> _Header | None:
    """Parse what stands before the body of a function; ``None`` where LibCST sees it otherwise."""
    (start, _), (body, _) = source.span(node), source.span(node.body[0])
    number = source.first_line(node.body[0])
    line = source.line_start(number)
    begins_line = number < node.body[0].lineno or body == line + len(source.indent(number))
    text = source.text(start, line) + " " if begins_line else source.text(start, body)
    code = f"{text}pass\n"
    if nests_too_deeply(code.encode()):
        return None
    try:
        module = cst.parse_module(code)
    except (cst.ParserSyntaxError, cst.CSTLogicError):
        return None
    (function, *others) = module.body
    if others or not isinstance(function, cst.FunctionDef) or module.code != code:
        return None
    ranges = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    lines = _LINE.findall(code)

    def offset(position: CodePosition) -> int:
        before = "".join(lines[: position.line - 1]) + lines[position.line - 1][: position.column]
        return start + len(source.encode(before))

    positions = {
        part: (offset(ranges[part].start), offset(ranges[part].end))
        for part in _parts(function)
        if part in ranges
    }
    return _Header(source, function, positions)


def _parts(function: cst.FunctionDef) -> list[cst.CSTNode]:
    parts: list[cst.CSTNode] = [function.name]
    params = function.params
    for param in (*_all(params), params.star_arg, params.posonly_ind):
        if isinstance(param, cst.Param):
            parts += [param, param.name]
            parts += [
                node for node in (param.default, param.comma) if isinstance(node, cst.CSTNode)
            ]
            if param.annotation:
                parts.append(param.annotation.annotation)
        elif isinstance(param, cst.ParamStar | cst.ParamSlash):
            parts += [param, param.comma] if isinstance(param.comma, cst.Comma) else [param]
    return parts


def _all(params: cst.Parameters) -> list[cst.Param]:
    found = [*params.posonly_params, *params.params, *params.kwonly_params]
    return [*found, params.star_kwarg] if params.star_kwarg else found


def add_parameter(
    source: Source, node: FunctionNode, name: str, annotation: str | None, injected: int, bound: int
) -> list[Insertion] | None:
    """Where and what to insert so that ``node`` takes one more fixture.

    Args:
        source: of the file that holds ``node``.
        name: of the fixture.
        annotation: to write behind it, if the signature is annotated.
        injected: how many arguments ``mock.patch`` puts in front positionally.
        bound: 1 where the first parameter is ``self`` or ``cls``, else 0.

    Returns:
        The insertions, or ``None`` where no place was found for the parameter.
    """
    header = _read_header(source, node)
    if header is None:
        return None
    params = header.function.params
    text = f"{name}: {annotation}" if annotation else name
    required = [param for param in params.params if param.default is None]
    room = len(params.posonly_params) + len(required) - bound
    keyword_only = (
        bool(params.kwonly_params)
        or any(param.default is not None for param in params.posonly_params)
        or (isinstance(params.star_arg, cst.Param) and injected > 0)
        or injected > max(room, 0)
    )
    if keyword_only:
        return _keyword_only(header, text)
    if required:
        return _after(header, _slot(header, required[-1]), text)
    if isinstance(params.posonly_ind, cst.ParamSlash) and params.posonly_params:
        return _after_slash(header, params, text)
    first = _first_slot(header, params)
    if first is None:
        start = _opening(header)
        return [Insertion(start, text)] if start is not None else None
    return [Insertion(first.start, text + _separator(header, first))]


def _keyword_only(header: _Header, text: str) -> list[Insertion] | None:
    params = header.function.params
    if params.kwonly_params:
        return _after(header, _slot(header, params.kwonly_params[-1]), text)
    if isinstance(params.star_arg, cst.Param):
        return _after(header, _slot(header, params.star_arg), text)
    if params.params:
        return _after(header, _slot(header, params.params[-1]), f"*, {text}")
    return _after_slash(header, params, f"*, {text}")


def _slot(header: _Header, param: cst.Param) -> _Slot:
    start = header.positions[param][0]
    end = header.positions[param.name][1]
    if param.annotation:
        end = max(end, _closed(header, param.annotation.annotation))
    if param.default:
        end = max(end, _closed(header, param.default))
    if isinstance(param.star, str) and param.star:
        start = min(start, header.positions[param.name][0] - len(param.star))
    comma = param.comma if isinstance(param.comma, cst.Comma) else None
    return _Slot(
        start,
        end,
        header.positions[comma][1] if comma else None,
        _has_comment(comma.whitespace_after if comma else param.whitespace_after_param),
    )


def _closed(header: _Header, node: cst.BaseExpression) -> int:
    """The end of an expression with its own parentheses, which its position leaves out."""
    end = header.positions[node][1]
    for _ in node.rpar:
        end = header.source.raw.index(b")", end) + 1
    return end


def _has_comment(whitespace: cst.BaseParenthesizableWhitespace) -> bool:
    return (
        isinstance(whitespace, cst.ParenthesizedWhitespace)
        and whitespace.first_line.comment is not None
    )


def _first_slot(header: _Header, params: cst.Parameters) -> _Slot | None:
    candidates = [_slot(header, param) for param in _all(params)]
    if isinstance(params.star_arg, cst.Param):
        candidates.append(_slot(header, params.star_arg))
    elif isinstance(params.star_arg, cst.ParamStar):
        start, end = header.positions[params.star_arg]
        candidates.append(_Slot(start, end, end, False))
    return min(candidates, key=lambda slot: slot.start, default=None)


def _after(header: _Header, slot: _Slot, text: str) -> list[Insertion]:
    """Behind a parameter, before or behind its comma and comment as the layout asks."""
    source = header.source
    line = source.line_of(slot.start)
    indent = source.text(source.line_start(line), slot.start)
    if indent.strip():
        return [Insertion(slot.end, f", {text}")]
    break_ = source.newline + indent
    if not slot.comment:
        return [Insertion(slot.end, f",{break_}{text}")]
    end_of_line = source.line_start(source.line_of(slot.end) + 1)
    end_of_line -= len(source.newline)
    if slot.comma is not None:
        return [Insertion(end_of_line, f"{break_}{text},")]
    return [Insertion(slot.end, ","), Insertion(end_of_line, f"{break_}{text}")]


def _after_slash(header: _Header, params: cst.Parameters, text: str) -> list[Insertion]:
    slash = params.posonly_ind
    assert isinstance(slash, cst.ParamSlash)
    start, _ = header.positions[slash]
    return [Insertion(start + 1, f", {text}")]


def _separator(header: _Header, first: _Slot) -> str:
    source = header.source
    line = source.line_of(first.start)
    indent = source.text(source.line_start(line), first.start)
    return f",{source.newline}{indent}" if not indent.strip() else ", "


def _opening(header: _Header) -> int | None:
    raw, position = header.source.raw, header.positions[header.function.name][1]
    opening = raw.find(b"(", position)
    between = raw[position:opening].strip() if opening >= 0 else b"?"
    return opening + 1 if between == b"" else None
