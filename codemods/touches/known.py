"""Calls of which the documentation says what they do to a path."""

import ast
import re
from itertools import islice, product

from codemods.suite.model import Class
from codemods.touches import building
from codemods.touches.apart import path_function, relative_method, same
from codemods.touches.arguments import Arguments
from codemods.touches.model import HOLE, Piece, Role, TextKind
from codemods.touches.spelling import derive, spell
from codemods.touches.state import Frame, Reading
from codemods.touches.table import (
    CALLS,
    FAKERS,
    METHODS,
    OPENERS,
    SAME_PATH,
    TARGETS,
    WANT_STR,
    is_unique,
    moves,
)
from codemods.touches.uses import passes_on, use_call
from codemods.touches.values import (
    PRIVATE,
    ClassValue,
    Parent,
    Private,
    Ref,
    Sequential,
    Text,
    Value,
    Values,
    join,
    literal,
    normalise,
    texts,
    union,
)

_PATHS = {f"pathlib.{name}" for name in ("Path", "PosixPath", "PurePath", "PurePosixPath")}
_MOST_CHOICES = 8
HANDLE = "io.IOBase"
_ARCHIVE = "zipfile.ZipFile"
_PASSES_ON = {"contextlib.closing", "contextlib.nullcontext", "contextlib.aclosing"}
_FORMATTERS = {"builtins.print", "builtins.repr", "builtins.format", "pprint.pprint"}
_FAKED = re.compile(
    r"(^|\.)(open|io\.open|shutil(\.\w+)?|pathlib(\.\w+)*|Path|Path\.\w+|glob(\.i?glob)?|os"
    r"|os\.path(\.\w+)?|os\.(open|remove|unlink|mkdir|makedirs|rename|replace|listdir|scandir"
    r"|walk|stat|rmdir|access))$"
)


def call_known(reading: Reading, frame: Frame, dotted: str, arguments: Arguments) -> Values | None:
    """Work out a call of a global by its dotted name; ``None`` if nothing is known of it."""
    node = arguments.node
    first = arguments.positional[0] if arguments.positional else ()
    used = use_call(reading, frame, dotted, arguments)
    if used is not None:
        return used
    if passes_on(dotted):
        return first
    if dotted in OPENERS:
        values = arguments.at(0, OPENERS[dotted])
        # What is opened is given, and the name is only written into it.
        mode = Role.EMBEDDED if arguments.flag("fileobj") else _mode(arguments, 1)
        reading.touch(frame, node, values, mode, needs_str=dotted in WANT_STR)
        _see(reading, node, values, mode)
        if dotted.startswith(("zipfile.", "tarfile.")):
            return (Ref(_ARCHIVE),)
        return (PRIVATE,) if PRIVATE in values else (Ref(HANDLE),)
    if dotted in (f"{_ARCHIVE}.write", f"{_ARCHIVE}.add"):
        named = len(arguments.positional) > 1 or "arcname" in arguments.keywords
        reading.touch(frame, node, first, Role.READ if named else Role.INSPECTED)
        return ()
    if dotted.startswith(HANDLE):
        for values in arguments.everything():
            reading.touch(frame, node, values, Role.WRITTEN, needs_str=True)
        return ()
    if dotted == "builtins.len":
        reading.touch(frame, node, first, Role.INSPECTED)
        return ()
    if dotted in CALLS:
        return _touch_call(reading, frame, dotted, arguments)
    if dotted == "builtins.super" and frame.receiver:
        cls = _class_of_super(reading, frame, first)
        return (Parent(cls, frame.receiver),) if cls else ()
    if dotted == "os.path.join" or dotted in _PATHS:
        return _joined(reading, frame, arguments, "str" if dotted.startswith("os") else "path")
    if dotted in ("builtins.str", "os.fspath", "os.fsdecode"):
        return same(reading, frame, first, node, "str")
    if dotted.startswith("os.path."):
        name = dotted.rpartition(".")[2]
        return path_function(reading, frame, name, arguments)
    if dotted in ("os.getcwd", "pathlib.Path.cwd"):
        if reading.moved:
            return (PRIVATE,)
        kind: TextKind = "str" if dotted == "os.getcwd" else "path"
        return (spell(reading, frame, node, (Piece(reading.suite.root),), kind),)
    if dotted == "pathlib.Path.home":
        return (spell(reading, frame, node, (Piece("~"),), "path"),)
    if dotted == "tempfile.gettempdir":
        return (spell(reading, frame, node, (Piece("/tmp"),), "str"),)
    if dotted == "os.makedirs":
        role = Role.ENSURE if arguments.flag("exist_ok") else Role.MKDIR
        reading.touch(frame, node, arguments.at(0, "name"), role)
        return ()
    if dotted == "os.open":
        flags = ast.dump(node.args[1]) if len(node.args) > 1 else ""
        reading.touch(frame, node, first, Role.WRITE if "O_CREAT" in flags else Role.READ)
        return ()
    if dotted in ("os.getenv", "os.environ.get", "os.environ.setdefault"):
        return _environment(reading, frame, arguments)
    if dotted.startswith(("unittest.mock.", "mock.")):
        _mocked(reading, first, dotted)
        for values in arguments.everything():
            reading.hand(frame, node, values)
        return (Ref("unittest.mock.call"),)
    if dotted.endswith(("monkeypatch.setattr", "mocker.patch")):
        _mocked(reading, _target(arguments), dotted)
    if dotted == "pytest.request.getfixturevalue" and reading.fixture:
        requested = literal(first)
        return reading.fixture(requested) if requested else ()
    if dotted in _PASSES_ON:
        return first
    if is_unique(dotted):
        for keyword in ("dir",):
            values = arguments.keywords.get(keyword, ())
            if literal(values) != "/tmp":
                reading.hand(frame, node, values)
        return (Sequential(((), (PRIVATE,))),) if dotted.endswith("mkstemp") else (PRIVATE,)
    if dotted == "os.chdir" and texts(first):
        return _changed_folder(reading, literal(first))
    if moves(dotted):
        reading.hand(frame, node, first)
        reading.moved = True
        return ()
    if dotted in _FORMATTERS or dotted.startswith("logging."):
        for values in arguments.everything():
            reading.touch(frame, node, values, Role.EMBEDDED)
        return ()
    if FAKERS.match(dotted.rpartition(".")[2]):
        reading.faked = f"{dotted} replaces the file system"
    return None


def _changed_folder(reading: Reading, folder: str | None) -> Values:
    """What follows ``os.chdir`` to a folder that has a name: back to the root, or elsewhere."""
    if reading.teardown:
        return ()
    if folder is not None and normalise(folder, reading.suite.root) == ".":
        reading.moved = False
    else:
        reading.incomplete = "it changes the current folder to one that is not its own"
    return ()


def _class_of_super(reading: Reading, frame: Frame, first: Values) -> Class | None:
    """The class that ``super`` begins behind: its argument, or the one of the method."""
    if first:
        return first[0].cls if isinstance(first[0], ClassValue) else None
    path, _, qualname = frame.function.partition("::")
    return reading.suite.modules[path].classes.get(qualname.rpartition(".")[0])


def _see(reading: Reading, node: ast.Call, values: Values, role: Role) -> None:
    """Remember that the tests' own code works on a file whose name cannot be told."""
    named = any(not isinstance(v, Text) or not v.text.startswith(HOLE) for v in values)
    if role.reaches and not role.prepares and not named and not reading.foreign:
        reading.unseen = node.lineno


def _touch_call(reading: Reading, frame: Frame, dotted: str, arguments: Arguments) -> Values:
    result: Values = (Ref("sqlite3.Connection"),) if dotted.startswith("sqlite3.") else ()
    for takes in CALLS[dotted]:
        values = arguments.at(takes.index, takes.keyword)
        role = takes.role
        if dotted == "shutil.rmtree" and (
            arguments.flag("ignore_errors") or len(arguments.positional) > 1
        ):
            role = Role.CLEAN
        if dotted == "shutil.copytree" and role is Role.MKDIR and arguments.flag("dirs_exist_ok"):
            role = Role.ENSURE
        reading.lists_own |= role is Role.LIST and PRIVATE in values
        _see(reading, arguments.node, values, role)
        kept = tuple(
            value
            for value in values
            if not (isinstance(value, Text) and value.text.startswith((":", "file:")))
        )
        reading.touch(frame, arguments.node, kept, role, needs_str=dotted in WANT_STR)
        if PRIVATE in values and role is Role.WRITE:
            result = (PRIVATE,)
    return result


def _mode(arguments: Arguments, index: int) -> Role:
    given = arguments.expression(index, "mode")
    mode = literal(arguments.at(index, "mode")) if given is not None else "r"
    if mode is None:
        return Role.HANDED
    if "w" in mode or "x" in mode:
        return Role.WRITE
    return Role.APPEND if "a" in mode else Role.READ


def _joined(reading: Reading, frame: Frame, arguments: Arguments, kind: TextKind) -> Values:
    node = arguments.node
    if any(isinstance(value, Private) for values in arguments.positional for value in values):
        for values in arguments.positional[1:]:
            building.lie_elsewhere(reading, frame, node, values)
        return (PRIVATE,)
    if not node.args or arguments.starred:
        return ()
    found: list[Value] = []
    choices: list[list[Text | None]] = [
        [*texts(values)] or [None] for values in arguments.positional[1:]
    ]
    for head in texts(arguments.positional[0]):
        for tails in islice(product(*choices), _MOST_CHOICES):
            operands: list[tuple[Text | None, ast.expr]] = [(head, node.args[0])]
            lead = head
            for tail, expression in zip(tails, node.args[1:], strict=True):
                if tail and tail.text.startswith("/"):
                    lead = tail
                if tail is not lead:
                    reading.absorb(tail)
                    if tail and lead.text.startswith(".."):
                        building.lie_elsewhere(reading, frame, node, (tail,))
                operands.append((tail, expression))
            found.append(derive(reading, frame, node, lead, join(operands), kind))
    for values in () if found else arguments.positional[1:]:
        building.lie_elsewhere(reading, frame, node, values)
    return tuple(found)


def _environment(reading: Reading, frame: Frame, arguments: Arguments) -> Values:
    name = literal(arguments.at(0, "key")) or ""
    if name.startswith("PYTEST_XDIST"):
        return (PRIVATE,)
    default = arguments.at(1, "default")
    reading.hand(frame, arguments.node, default)
    return tuple(Text((Piece(value.text),), value.kind) for value in texts(default))


def mocks_files(target: Values) -> bool:
    """Whether replacing what this names replaces a part of the file system."""
    return bool(_FAKED.search(literal(target) or ""))


def _mocked(reading: Reading, first: Values, dotted: str) -> None:
    if dotted.endswith("mock_open") or mocks_files(first):
        reading.faked = "the test replaces parts of the file system by mocks"


def _target(arguments: Arguments) -> Values:
    """What ``setattr(os, "remove", …)`` replaces, as ``os.remove``."""
    if len(arguments.positional) < 2:
        return union(*arguments.positional[:1])
    owner, name = arguments.positional[0], literal(arguments.positional[1])
    if name and owner and isinstance(owner[0], Ref):
        return (Text((Piece(f"{owner[0].dotted}.{name}"),), "str"),)
    return owner


def touch_method(
    reading: Reading, frame: Frame, value: Text, name: str, arguments: Arguments
) -> None:
    """What a method of a ``pathlib`` path does to the path, and to its first argument."""
    node = arguments.node
    role = METHODS.get(name)
    if name == "open":
        role = _mode(arguments, 0)
    elif name == "mkdir" and arguments.flag("exist_ok"):
        role = Role.ENSURE
    elif name == "unlink" and arguments.flag("missing_ok"):
        role = Role.CLEAN
    if role:
        reading.touch(frame, node, (value,), role)
    relative_method(reading, frame, value, name, arguments)
    if name in ("match", "full_match"):
        whole = "/" in (literal(union(*arguments.everything())) or "/")
        reading.touch(frame, node, (value,), Role.INSPECTED if whole else Role.TITLE)
        return
    if name in TARGETS and arguments.positional:
        reading.touch(frame, node, arguments.positional[0], TARGETS[name])
    elif not role and name not in SAME_PATH and not name.startswith(("with_", "is_", "relative")):
        reading.hand(frame, node, (value,))
        for values in arguments.everything():
            reading.hand(frame, node, values)


def result_of_method(
    reading: Reading, frame: Frame, value: Text, name: str, arguments: Arguments
) -> Values:
    """The path that a method of a ``pathlib`` path gives, where it gives one."""
    node = arguments.node
    if name in ("with_name", "with_suffix", "with_stem", "relative_to"):
        return _renamed(reading, frame, value, name, arguments)
    if name == "joinpath":
        operands: list[tuple[Text | None, ast.expr]] = [(value, node)]
        for values, expression in zip(arguments.positional, node.args, strict=False):
            found = texts(values)
            tail = found[0] if len(found) == 1 else None
            reading.absorb(tail)
            operands.append((tail, expression))
        return (derive(reading, frame, node, value, join(operands), "path"),)
    if name in SAME_PATH:
        kind: TextKind = "str" if name.startswith(("as_", "__")) else "path"
        return same(reading, frame, (value,), node, kind)
    return ()


def _renamed(
    reading: Reading, frame: Frame, value: Text, name: str, arguments: Arguments
) -> Values:
    new = literal(union(*arguments.positional)) if arguments.positional else None
    if new is None or HOLE in value.text or name == "relative_to":
        return ()
    folder, _, last = value.text.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    if name == "with_name":
        last = new
    elif name == "with_suffix":
        last = (stem or last) + new
    else:
        last = new + dot + suffix
    pieces = (Piece(f"{folder}/{last}" if folder else last),)
    return (derive(reading, frame, arguments.node, value, pieces, "path"),)
