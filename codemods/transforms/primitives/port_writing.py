"""Writing the port that something really got in the places that spelled a number."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Suite
from codemods.suite.source import Source
from codemods.transforms.primitives.hosts import taken_names
from codemods.transforms.primitives.layout import enclosing
from codemods.transforms.primitives.port_meaning import check_meaning
from codemods.transforms.primitives.port_names import local_name
from codemods.transforms.primitives.port_numbers import number_of
from codemods.transforms.primitives.port_scenes import (
    Scene,
    check_order,
    is_overlong,
    tell,
)
from codemods.transforms.primitives.port_uses import Use, spelled
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing

_LETTERS = "fFrRbBuU"
_LONG = "["


def zero(suite: Suite, source: Source, node: ast.expr) -> Iterator[Edit]:
    """The edits that put ``0`` in the place of a port."""
    start, end = source.span(node)
    yield replacing(source, start, end, "0")
    for first, last in enclosing(suite, source, start, end, "0"):
        yield replacing(source, first, last, "")


def write(scene: Scene, uses: Sequence[Use], number: int) -> list[Edit]:
    """Rewrite every use in a scene.

    Raises:
        RefusedRewrite: one of them cannot be told the port, or may not mean it.
    """
    for use in uses:
        check_order(scene, use.node)
        check_meaning(scene.suite, use, number)
    derived = [use for use in uses if use.spelling == "derived"]
    if derived:
        plain = [use for use in uses if use.spelling != "derived"]
        return [*write(scene, plain, number), *_addresses(scene, derived, number)]
    edits = [_use(scene, use, scene.name or scene.port, number) for use in uses]
    told: list[Edit] = []
    fleeting = "(" in scene.port  # what is closed does not answer any more
    several = len(uses) > 1 and _LONG in scene.port
    unwieldy = fleeting or several or any(is_overlong(scene, edit) for edit in edits)
    if uses and not scene.name and unwieldy:
        name = local_name(scene.suite, scene.function, scene.port)
        edits = [_use(scene, use, name, number) for use in uses]
        told = [tell(scene, f"{name} = {scene.port}")]
    if any(is_overlong(scene, edit) for edit in edits):
        raise RefusedRewrite(f"a line of {scene.module.path} would become too long")
    return [*edits, *told]


def _addresses(scene: Scene, uses: Sequence[Use], number: int) -> list[Edit]:
    """A local variable for each constant that held an address."""
    edits: list[Edit] = []
    source = scene.source
    for name, value, home in dict.fromkeys(origin for use in uses for origin in use.origins):
        if home is not scene.module and isinstance(value, ast.JoinedStr):
            raise RefusedRewrite(f"{name} is made in {home.path} from what only that module knows")
        local = name.lower()
        if local in taken_names(scene.suite, scene.function) or not local.isidentifier():
            raise RefusedRewrite(f"{scene.function.qualname} calls something else {local}")
        port = scene.name or scene.port
        made = Use(home, None, value, "template" if isinstance(value, ast.JoinedStr) else "text")
        check_meaning(scene.suite, made, number)
        if isinstance(value, ast.JoinedStr):
            text = _template(scene.suite, made, port, number)
        else:
            text = _text(home.source, value, port, number)
        line = f"{local} = {text}"
        edits.append(replace(tell(scene, line), rank=1))
        for use in uses:
            if use.origins[0][0] != name:
                continue
            start, end = source.span(use.node)
            written = local
            if isinstance(use.node, ast.JoinedStr):
                if (
                    sum(isinstance(v, ast.FormattedValue) for v in use.node.values) > 1
                    and len([u for u in uses if u.node is use.node]) > 1
                ):
                    raise RefusedRewrite(f"{use.where} names several addresses")
                segment = source.segment(use.node)
                written = re.sub(rf"\{{{name}(?=[:!}}])", f"{{{local}", segment)
                if written == segment:
                    raise RefusedRewrite(f"{use.where} names {name} in a way not understood")
            edits.append(replacing(source, start, end, written))
    if any(is_overlong(scene, edit) for edit in edits):
        raise RefusedRewrite(f"a line of {scene.module.path} would become too long")
    return edits


def _use(scene: Scene, use: Use, port: str, number: int) -> Edit:
    source = scene.source
    start, end = source.span(use.node)
    match use.spelling:
        case "text":
            return replacing(source, start, end, _text(source, use.node, port, number))
        case "template":
            return replacing(source, start, end, _template(scene.suite, use, port, number))
        case _:
            return replacing(source, start, end, port)


def _text(source: Source, node: ast.expr, port: str, number: int) -> str:
    written = source.segment(node)
    if isinstance(node, ast.Constant) and node.value == str(number):
        return f"str({port})"
    prefix = re.match(r"[A-Za-z]*", written)
    assert prefix
    if "{" in written or "}" in written or prefix.group().lower() not in ("", "r"):
        raise RefusedRewrite(f"{source.path}:{node.lineno} spells the number in a text of its own")
    if _strings(written) != 1:
        raise RefusedRewrite(f"{source.path}:{node.lineno} joins several strings")
    return "f" + spelled(number).sub(f"{{{port}}}", written)


def _strings(text: str) -> int:
    """How many strings stand beside each other."""
    depth = found = 0
    for token in tokenize.generate_tokens(io.StringIO(f"({text})").readline):
        name = tokenize.tok_name[token.type]
        found += name in ("STRING", "FSTRING_START") and depth == 0
        depth += (name == "FSTRING_START") - (name == "FSTRING_END")
    return found


def _template(suite: Suite, use: Use, port: str, number: int) -> str:
    """The f-string with the port between braces, wherever it stood."""
    source, node = use.module.source, use.node
    assert isinstance(node, ast.JoinedStr)
    written = source.segment(node)
    place = f"{source.path}:{node.lineno}"
    if _strings(written) != 1 or written.lstrip(_LETTERS).startswith(('"""', "'''")):
        raise RefusedRewrite(f"{place} spells the number in a text over several strings")
    expected = 0
    names: set[str] = set()
    for part in node.values:
        if isinstance(part, ast.Constant):
            expected += len(spelled(number).findall(str(part.value)))
        elif isinstance(part, ast.FormattedValue):
            text = ast.unparse(part.value)
            names |= {text} if isinstance(part.value, ast.Name | ast.Attribute) else set()
            if isinstance(part.value, ast.Constant) and part.value.value == number:
                names.add(text)
    known = _named_numbers(suite, use, names, number)
    for name in known:
        pattern = rf"\{{{re.escape(name)}(?=[:!}}])"
        if not re.search(pattern, written):
            raise RefusedRewrite(f"{place} spells the number in a way that was not understood")
        written = re.sub(pattern, f"{{{port}", written)
    plain = re.compile(rf"(?<![\w.{{]){number}(?!\w)")
    if len(plain.findall(written)) != expected or not (expected or known):
        raise RefusedRewrite(f"{place} spells the number in a way that was not understood")
    return plain.sub(f"{{{port}}}", written)


def _named_numbers(suite: Suite, use: Use, names: set[str], number: int) -> list[str]:
    """Those of some expressions that are the number."""
    assert isinstance(use.node, ast.JoinedStr)
    found: list[str] = []
    for part in use.node.values:
        if isinstance(part, ast.FormattedValue) and ast.unparse(part.value) in names:
            worth = number_of(suite, use.module, part.value)
            if worth and worth.port == number and worth.kind not in ("local", "default"):
                found.append(ast.unparse(part.value))
    return list(dict.fromkeys(found))
