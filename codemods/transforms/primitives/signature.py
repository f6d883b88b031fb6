"""Adding a parameter to a function, in the style in which its signature is laid out."""

import ast
import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import libcst as cst
from libcst.metadata import CodePosition, MetadataWrapper, PositionProvider

from codemods.suite.model import FunctionNode
from codemods.suite.nesting import nests_too_deeply
from codemods.suite.source import Source


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
class Tree:
    """A file as LibCST sees it.

    Attributes:
        faithful: whether LibCST gives back the bytes that it was given.
    """

    source: Source
    faithful: bool
    functions: tuple[cst.FunctionDef, ...]
    positions: "dict[cst.CSTNode, tuple[int, int]]"


@lru_cache(maxsize=64)
def read_tree(source: Source) -> Tree:
    """Parse a file that is going to change."""
    if nests_too_deeply(source.raw):
        return Tree(source, False, (), {})
    try:
        module = cst.parse_module(source.raw)
    except cst.ParserSyntaxError:
        return Tree(source, False, (), {})
    if module.bytes != source.raw:
        return Tree(source, False, (), {})
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    ranges = wrapper.resolve(PositionProvider)
    collector = _Functions()
    module.visit(collector)
    positions: dict[cst.CSTNode, tuple[int, int]] = {}
    lines: dict[int, str] = {}

    def offset(position: CodePosition) -> int:
        if position.line not in lines:
            lines[position.line] = source.line(position.line).decode(source.encoding)
        return source.offset(position.line, len(lines[position.line][: position.column].encode()))

    for function in collector.found:
        for node in _parts(function):
            found = ranges.get(node)
            if found is not None:
                positions[node] = (offset(found.start), offset(found.end))
    return Tree(source, True, tuple(collector.found), positions)


class _Functions(cst.CSTVisitor):
    def __init__(self) -> None:
        self.found: list[cst.FunctionDef] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:  # noqa: N802
        self.found.append(node)


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
    tree = read_tree(source)
    if not tree.faithful:
        return None
    found = _find(tree, node)
    if found is None:
        return None
    params = found.params
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
        return _keyword_only(tree, found, text)
    if required:
        return _after(tree, _slot(tree, required[-1]), text)
    if isinstance(params.posonly_ind, cst.ParamSlash) and params.posonly_params:
        return _after_slash(tree, params, text)
    first = _first_slot(tree, params)
    if first is None:
        start = _opening(tree, found)
        return [Insertion(start, text)] if start is not None else None
    return [Insertion(first.start, text + _separator(tree, first))]


def _find(tree: Tree, node: FunctionNode) -> cst.FunctionDef | None:
    keyword = tree.source.offset(node.lineno, node.col_offset)
    starts = [tree.positions[function.name][0] for function in tree.functions]
    index = bisect.bisect_left(starts, keyword)
    if index < len(starts) and tree.functions[index].name.value == node.name:
        return tree.functions[index]
    return None


def _keyword_only(tree: Tree, function: cst.FunctionDef, text: str) -> list[Insertion] | None:
    params = function.params
    if params.kwonly_params:
        return _after(tree, _slot(tree, params.kwonly_params[-1]), text)
    if isinstance(params.star_arg, cst.Param):
        return _after(tree, _slot(tree, params.star_arg), text)
    if params.params:
        return _after(tree, _slot(tree, params.params[-1]), f"*, {text}")
    return _after_slash(tree, params, f"*, {text}")


def _slot(tree: Tree, param: cst.Param) -> _Slot:
    start = tree.positions[param][0]
    end = tree.positions[param.name][1]
    if param.annotation:
        end = max(end, _closed(tree, param.annotation.annotation))
    if param.default:
        end = max(end, _closed(tree, param.default))
    if isinstance(param.star, str) and param.star:
        start = min(start, tree.positions[param.name][0] - len(param.star))
    comma = param.comma if isinstance(param.comma, cst.Comma) else None
    return _Slot(
        start,
        end,
        tree.positions[comma][1] if comma else None,
        _has_comment(comma.whitespace_after if comma else param.whitespace_after_param),
    )


def _closed(tree: Tree, node: cst.BaseExpression) -> int:
    """The end of an expression with its own parentheses, which its position leaves out."""
    end = tree.positions[node][1]
    for _ in node.rpar:
        end = tree.source.raw.index(b")", end) + 1
    return end


def _has_comment(whitespace: cst.BaseParenthesizableWhitespace) -> bool:
    return (
        isinstance(whitespace, cst.ParenthesizedWhitespace)
        and whitespace.first_line.comment is not None
    )


def _first_slot(tree: Tree, params: cst.Parameters) -> _Slot | None:
    candidates = [_slot(tree, param) for param in _all(params)]
    if isinstance(params.star_arg, cst.Param):
        candidates.append(_slot(tree, params.star_arg))
    elif isinstance(params.star_arg, cst.ParamStar):
        start, end = tree.positions[params.star_arg]
        candidates.append(_Slot(start, end, end, False))
    return min(candidates, key=lambda slot: slot.start, default=None)


def _after(tree: Tree, slot: _Slot, text: str) -> list[Insertion]:
    """Behind a parameter, before or behind its comma and comment as the layout asks."""
    source = tree.source
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


def _after_slash(tree: Tree, params: cst.Parameters, text: str) -> list[Insertion]:
    slash = params.posonly_ind
    assert isinstance(slash, cst.ParamSlash)
    start, _ = tree.positions[slash]
    return [Insertion(start + 1, f", {text}")]


def _separator(tree: Tree, first: _Slot) -> str:
    source = tree.source
    line = source.line_of(first.start)
    indent = source.text(source.line_start(line), first.start)
    return f",{source.newline}{indent}" if not indent.strip() else ", "


def _opening(tree: Tree, function: cst.FunctionDef) -> int | None:
    raw, position = tree.source.raw, tree.positions[function.name][1]
    opening = raw.find(b"(", position)
    between = raw[position:opening].strip() if opening >= 0 else b"?"
    return opening + 1 if between == b"" else None


def is_annotated(node: FunctionNode) -> bool:
    """Whether the signature carries annotations, so that a new parameter should have one."""
    arguments: Sequence[ast.arg] = (
        *node.args.posonlyargs,
        *node.args.args,
        *node.args.kwonlyargs,
    )
    return node.returns is not None or any(argument.annotation for argument in arguments)
