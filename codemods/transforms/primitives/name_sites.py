"""The places that have to give a new name, and what is written there instead."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codemods.edits.model import Edit
from codemods.hazards.names import Thing
from codemods.suite.model import Function, Module, Suite
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.touches.model import Written
from codemods.transforms.primitives.hosts import function_at, functions_around
from codemods.transforms.primitives.own_names import DISTINCT, word_of
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing


@dataclass(frozen=True, slots=True)
class Site:
    """A place in the code that has to give the new name.

    Attributes:
        function: in which it stands; ``None`` for code that runs at import.
        node: the literal, or the name or attribute that stands for it.
        constant: whether it stands for it, as a constant.
        fstring: the f-string around a constant, if there is one.
    """

    module: Module
    function: Function | None
    node: ast.expr
    constant: bool = False
    fstring: ast.JoinedStr | None = None


def sites_of(suite: Suite, thing: Thing, literals: Sequence[Written]) -> list[Site]:
    """The places in functions where the name is written, or a constant that has it is used.

    A constant that code uses when it is imported is a site without a function.

    Raises:
        RefusedRewrite: a literal is not the whole of a constant's value.
    """
    sites: list[Site] = []
    for one in literals:
        module = suite.modules[one.module]
        function = function_at(suite, one.function) if one.function else None
        if function is not None and one.place == "default":
            sites.append(Site(module, None, one.node))
            continue
        if function is not None:
            sites.append(Site(module, function, one.node))
            continue
        name = next((n for n, value in module.constants.items() if value is one.node), None)
        exact = isinstance(one.node, ast.Constant) and one.node.value == thing.name
        if name is None or not exact:
            sites.append(Site(module, None, one.node))
            continue
        sites += uses_of_constant(suite, module, name)
    return sites


def uses_of_constant(suite: Suite, home: Module, constant: str) -> Iterator[Site]:
    """Where a constant is used, in its own module and in those that import it."""
    for module in suite.mentioning(constant):
        inside: dict[int, ast.JoinedStr] = {}
        owners = functions_around(module)
        for node in nodes_of(module.source.tree):
            if isinstance(node, ast.JoinedStr):
                inside |= {id(inner): node for inner in nodes_of(node)}
        for node in nodes_of(module.source.tree):
            if _means(suite, module, node, home, constant):
                assert isinstance(node, ast.Name | ast.Attribute)
                yield Site(module, owners.get(id(node)), node, True, inside.get(id(node)))


def _means(suite: Suite, module: Module, node: ast.AST, home: Module, constant: str) -> bool:
    """Whether an expression is the constant of a module, read here."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if module is home:
            return node.id == constant
        hit = resolve(suite, module, node.id) if node.id in module.imports else None
        return hit is not None and hit[0] is home and hit[1] == constant
    if isinstance(node, ast.Attribute) and node.attr == constant:
        name = node.value
        hit = resolve(suite, module, name.id) if isinstance(name, ast.Name) else None
        return hit is not None and hit[0] is home and not hit[1]
    return False


def site_edits(thing: Thing, site: Site, name: str) -> list[Edit]:
    """The edits by which a site gives what the variable ``name`` holds.

    Raises:
        RefusedRewrite: it is written in a way into which nothing can be put.
    """
    source = site.module.source
    if site.constant:
        return _constant_edits(source, site, name)
    if isinstance(site.node, ast.Constant) and site.node.value == thing.name:
        return [replacing(source, *source.span(site.node), name)]
    return literal_edits(source, site.node, thing.name, f"{{{name}}}")


def _constant_edits(source: Source, site: Site, name: str) -> list[Edit]:
    if site.fstring is None:
        return [replacing(source, *source.span(site.node), name)]
    start, end = source.span(site.fstring)
    text = source.text(start, end)
    written = re.escape(ast.unparse(site.node))
    return [
        replacing(source, start + _bytes(text, m.start()), start + _bytes(text, m.end()), name)
        for m in re.finditer(rf"(?<=\{{){written}(?=[}}!:.\[])", text)
    ]


def _bytes(text: str, index: int) -> int:
    return len(text[:index].encode())


_TOKEN = re.compile(
    r"(?P<prefix>[A-Za-z]{0,2})(?P<quote>\"\"\"|'''|\"|')(?P<body>(?:\\.|(?!(?P=quote)).)*)(?P=quote)",
    re.DOTALL,
)


def literal_edits(source: Source, node: ast.expr, name: str, instead: str) -> list[Edit]:
    """The edits that put a field of an f-string in the place of a name in a literal.

    Raises:
        RefusedRewrite: the literal cannot become an f-string.
    """
    start, end = source.span(node)
    text = source.text(start, end)
    if isinstance(node, ast.BinOp | ast.Call):
        raise RefusedRewrite("its name is put together in a way that cannot be followed")
    word, edits = word_of(name), []
    for token in _TOKEN.finditer(text):
        matches = _in_token(token["body"], word)
        if not matches:
            continue
        if not DISTINCT.search(name) and any(not _is_meant(token["body"], m) for m in matches):
            raise RefusedRewrite(
                f"{name!r} is a plain word, and stands for something else too in {token[0]}"
            )
        prefix = token["prefix"].lower()
        if "b" in prefix:
            raise RefusedRewrite("its name is written as bytes")
        if "f" not in prefix:
            if "{" in token["body"] or "}" in token["body"]:
                raise RefusedRewrite("its name is a part of a pattern that something fills in")
            at = start + _bytes(text, token.start("prefix"))
            until = start + _bytes(text, token.end("prefix"))
            kept = token["prefix"].replace("u", "").replace("U", "")
            edits.append(replacing(source, at, until, f"f{kept}"))
        for begin, stop in matches:
            at = start + _bytes(text, token.start("body") + begin)
            until = start + _bytes(text, token.start("body") + stop)
            edits.append(replacing(source, at, until, instead))
    if not edits:
        raise RefusedRewrite("its name is not written as it is")
    return edits


def _is_meant(body: str, span: tuple[int, int]) -> bool:
    """Whether what stands around a plain word in a literal says that the thing is meant."""
    start, end = span
    if body.strip() == body[start:end]:
        return True
    before = body[:start]
    in_url = before.endswith("/") and "://" in before[:-1]
    is_meant = before == "/" or in_url or _BEFORE.search(before)
    return bool(is_meant) or bool(_BEHIND.match(body[end:]))


_BEFORE = re.compile(
    r"\b(database|schema|template|role|user|owner|exists|dbname|datname|search_path)\b"
    r"\s*((=|to)\s*)?[\"'`]?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\"'`]?\.\w")


def _in_token(body: str, word: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the name stands; in a URL only where the path of one is."""
    found = [match.span() for match in word.finditer(body)]
    if "://" in body and len(found) > 1:
        path = body.index("/", body.index("://") + 3) if body.count("/") > 2 else 0
        found = [span for span in found if span[0] > path]
    return found
