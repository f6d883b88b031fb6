"""What a call into code that was not read does to a path, as far as names tell."""

import ast
import re
from collections.abc import Iterator, Sequence

from codemods.suite.names import resolve
from codemods.suite.support import serves_tests
from codemods.touches.arguments import Arguments
from codemods.touches.model import GUESSED_SAVES, Role
from codemods.touches.state import Frame, Reading
from codemods.touches.table import FORMATS, LOADERS, SAVERS
from codemods.touches.values import PRIVATE, Values, texts

_PLACE = re.compile(
    r"file|path|name|folder|dir|dest|target|out|where|location|into|url|uri|dump|save|^(f|fp|to)$",
    re.IGNORECASE,
)
"""Keywords by which a call is told where to save; by others it is told how."""
_FOLDER = re.compile(r"dir|root|folder|path|location|base|where|home|project", re.IGNORECASE)


def handed(
    reading: Reading, frame: Frame, arguments: Arguments, name: str
) -> Iterator[tuple[Values, Role]]:
    """Each argument of a call, and how it is touched."""
    role = _role(reading, frame, arguments.node, name)
    fetches = role in GUESSED_SAVES and "download" in name
    last = len(arguments.positional) - 1
    for index, values in enumerate(arguments.positional):
        if fetches and (index == 0 or index < last):  # what it fetches: the place comes last
            yield values, Role.HANDED if index else Role.NAMED
            continue
        yield (
            values,
            Role.OFFERED if role in GUESSED_SAVES and _is_below(arguments, index) else role,
        )
        if texts(values) or PRIVATE in values:
            role = Role.HANDED
    for keyword, values in arguments.keywords.items():
        if role in GUESSED_SAVES and not _PLACE.search(keyword):
            yield values, Role.HANDED
            continue
        yield values, role
        if texts(values) or PRIVATE in values:
            role = Role.HANDED


def _is_below(arguments: Arguments, index: int) -> bool:
    """Whether a name may be that of a file below a folder which is given before it."""
    before = arguments.node.args[:index]
    return index > 1 or any(_FOLDER.search(ast.unparse(node)) for node in before)


def _role(reading: Reading, frame: Frame, node: ast.Call, name: str) -> Role:
    """How the first path is touched that a call so named is given."""
    if SAVERS.search(name):
        return Role.OFFERED if _is_anyones(reading, frame, node, name) else Role.SAVED
    return Role.LOADED if LOADERS.search(name) else Role.HANDED


def _is_anyones(reading: Reading, frame: Frame, node: ast.Call, name: str) -> bool:
    """Whether a test calls a method so named, of an object that may keep things elsewhere."""
    root: ast.expr = node.func
    behind: list[str] = []
    while isinstance(root, ast.Attribute):
        behind.append(root.attr)
        root = root.value
    imported = isinstance(root, ast.Name) and root.id in frame.module.imports
    if not behind or FORMATS.search(name) or not serves_tests(reading.suite, frame.module.path):
        return False
    return not imported or _is_made(reading, frame, [ast.unparse(root), *reversed(behind[1:])])


def _is_made(reading: Reading, frame: Frame, names: Sequence[str]) -> bool:
    """Whether an imported name, or what stands behind it, is an object that a module holds."""
    home, name = resolve(reading.suite, frame.module, names[0]) or (None, "")
    if home is None:
        return False
    if name:
        return name in home.constants
    inside = {*home.functions, *home.classes, *home.imports}
    return len(names) > 1 and names[1] not in inside
