"""The constants in which paths are spelled: where they are defined, and what they are."""

import ast
from collections.abc import Collection, Iterator

from codemods.hazards.paths import TEMPORARY, is_below
from codemods.suite.model import Module, Suite
from codemods.suite.modules import words
from codemods.suite.names import class_chain, resolve
from codemods.suite.support import serves_tests
from codemods.touches.constants import constant_text
from codemods.touches.model import HOLE, Origin, Piece
from codemods.touches.values import normalise
from codemods.transforms.primitives.hosts import function_at
from codemods.transforms.primitives.places import Spelling
from codemods.transforms.primitives.replacing import NotApplicable
from codemods.transforms.primitives.rewrite import Rewriting


def constants_of(work: Rewriting) -> dict[tuple[str, str], Spelling]:
    """The constants with which all spellings of a component begin, by module and name.

    Raises:
        NotApplicable: something else spells the path too.
    """
    definitions: dict[tuple[str, str], Spelling] = {}
    for place in work.component.places:
        for spelling in place.spellings:
            found = definition_of(work.suite, spelling.origin)
            if found is None:
                raise NotApplicable("its path is not that of a constant")
            definitions[found[0].path, found[1]] = as_spelling(work.suite, *found)
    return definitions


def is_of_class(work: Rewriting) -> bool:
    """Whether a path begins with a class attribute, which others may read or override."""
    return any(
        _class_attribute(work.suite, spelling.origin) is not None
        for place in work.component.places
        for spelling in place.spellings
    )


def definition_of(suite: Suite, origin: Origin) -> tuple[Module, str, ast.expr] | None:
    """The constant of the suite that holds the folder of a path, and stands for nothing else."""
    module = suite.modules[origin.module]
    found = _class_attribute(suite, origin)
    pending = _names(found[2]) if found else _names(origin.node)
    module = found[0] if found else module
    while pending:
        name = pending.pop(0)
        hit = resolve(suite, module, name)
        if hit is None or hit[1] not in hit[0].constants:
            continue
        value = hit[0].constants[hit[1]]
        if _is_own(suite, hit[0], value):
            found = (hit[0], hit[1], value)
            module, pending = hit[0], _names(value)
    return found


def _class_attribute(suite: Suite, origin: Origin) -> tuple[Module, str, ast.expr] | None:
    """The class attribute with which a path begins, where it is reached through the object."""
    function = function_at(suite, origin.function) if origin.function else None
    if function is None or function.owner is None:
        return None
    receivers = {argument.arg for argument in function.node.args.args[:1]}
    owner = suite.modules[function.module].classes[function.owner]
    node = _head(origin.node)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if node.value.id not in receivers:
            return None
        for cls in class_chain(owner, suite.modules, suite.config):
            value = cls.constants.get(node.attr)
            if value is not None and _is_own(suite, suite.modules[cls.module], value):
                return suite.modules[cls.module], f"{cls.qualname}.{node.attr}", value
    return None


def _names(node: ast.expr) -> list[str]:
    head = _head(node)
    return [head.id] if isinstance(head, ast.Name) else []


def _head(node: ast.expr) -> ast.expr:
    """The operand with which the text of an expression begins: a name, an attribute, a literal."""
    while True:
        match node:
            case ast.BinOp():
                node = node.left
            case ast.JoinedStr(values=[ast.FormattedValue(value=value), *_]):
                node = value
            case ast.Call(func=ast.Attribute(value=value)) if not _is_module(value):
                node = value
            case ast.Call(args=[first, *_]):
                node = first
            case ast.Attribute(attr="parent", value=value):
                node = value
            case _:
                return node


def _is_module(node: ast.expr) -> bool:
    """Whether a call is one of a function of a module, as far as its name tells."""
    return ast.unparse(node) in ("os", "os.path", "path", "pathlib", "posixpath", "shutil")


def _is_own(suite: Suite, module: Module, value: ast.expr) -> bool:
    """Whether a constant names something that is not there before a test makes it."""
    found = constant_text(suite, module, value)
    path = normalise(found.text, suite.root) if found else ""
    if found is None or HOLE in path or path in ("", ".", "/", *TEMPORARY):
        return False
    return not any(
        other == path or is_below(other, path) for other in (*suite.checked_in, *suite.modules)
    )


def as_spelling(suite: Suite, module: Module, name: str, value: ast.expr) -> Spelling:
    """The value of a constant, as a place in which its path is spelled."""
    found = constant_text(suite, module, value)
    assert found
    pieces = (Piece(found.text),)
    origin = Origin(module.path, None, "module", value, pieces, found.kind, name)
    return Spelling(origin, normalise(found.text, suite.root), needs_str=False)


def overridden(work: Rewriting) -> Iterator[tuple[Module, str, ast.expr]]:
    """The class attributes that one expression stands for, in one class or another."""
    for one in work.component.tests:
        for touch in one.touches:
            home, _, name = (
                (touch.origin.constant or "").rpartition(":") if touch.origin else ("",) * 3
            )
            owner, dot, attribute = name.rpartition(".")
            if dot:
                module = work.suite.modules[home]
                value = module.classes[owner].constants[attribute]
                if _is_own(work.suite, module, value):
                    yield module, name, value


def unread(suite: Suite, module: Module, paths: Collection[str]) -> Iterator[Spelling]:
    """The constants of a file that name one of these paths, or below it, and that nobody reads.

    They would be left behind as half of a rewrite, so they move along.
    """
    owned = [("", module.constants), *((c.qualname, c.constants) for c in module.classes.values())]
    for owner, constants in owned:
        for name, value in constants.items():
            if not (isinstance(value, ast.Constant) and isinstance(value.value, str)):
                continue
            path = normalise(value.value, suite.root)
            known = any(path == other or is_below(path, other) for other in paths)
            if known and _is_own(suite, module, value) and _is_named_once(suite, name):
                full = f"{owner}.{name}" if owner else name
                yield as_spelling(suite, module, full, value)


def _is_named_once(suite: Suite, name: str) -> bool:
    """Whether a word stands in the tests, and what supports them, only where it is defined."""
    found = 0
    for module in suite.mentioning(name):
        if serves_tests(suite, module.path):
            found += len(words(name).findall(module.source.raw))
    return found == 1


def is_given_anew(work: Rewriting, name: str) -> bool:
    """Whether a class of the tests has another value for the class attribute of this name."""
    owner, dot, attribute = name.rpartition(".")
    suite = work.suite
    for one in work.component.tests:
        cls = one.trace.test.cls
        chain = class_chain(cls, suite.modules, suite.config) if cls and dot else ()
        first = next((base for base in chain if attribute in base.constants), None)
        if first is not None and first.qualname != owner:
            return True
    return False
