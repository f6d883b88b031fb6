"""Touches, the places where their paths are spelled, and the trace of one test."""

import ast
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from codemods.suite.model import Test

HOLE = "\ufdd0"
"""Stands in a path for a part whose text is not known. A Unicode non-character."""

SESSION_FOLDERS = "/tmp_path_factory"
"""Stands for the folder below which wide fixtures make theirs, each under the fixture's name."""

TextKind = Literal["str", "path"]
Place = Literal["body", "default", "decorator", "module"]


class Role(Enum):
    """How a thing is touched. The order of the groups is what the roles of tests are made from."""

    WRITE = "write"
    APPEND = "append"
    STORE = "store"
    MKDIR = "mkdir"
    ENSURE = "ensure"
    READ = "read"
    LIST = "list"
    PROBE = "probe"
    DELETE = "delete"
    ABSENT = "absent"
    CLEAN = "clean"
    GUARD = "guard"
    PEEK = "peek"
    HANDED = "handed"
    SAVED = "saved"
    LOADED = "loaded"
    OFFERED = "offered"
    COMPARED = "compared"
    START = "start"
    TITLE = "title"
    EMBEDDED = "embedded"
    GLUED = "glued"
    NAMED = "named"
    INSPECTED = "inspected"
    KEPT = "kept"
    BOUND = "bound"
    WRITTEN = "written"

    __hash__ = object.__hash__  # that of Enum is written in Python, and slow

    @property
    def makes(self) -> bool:
        """Whether the thing is there afterwards because of this touch."""
        return self in MAKES

    @property
    def needs(self) -> bool:
        """Whether the touch fails, or says something else, if the thing is not there before."""
        return self in _NEEDS

    @property
    def prepares(self) -> bool:
        """Whether the touch makes or clears away a folder, and says nothing of what is in it."""
        return self in _PREPARES

    @property
    def changes(self) -> bool:
        """Whether the touch may leave something behind, or take it away."""
        return self in _CHANGES

    @property
    def reaches(self) -> bool:
        """Whether the touch surely reaches the file system."""
        return self in _REACHES


GUESSED_SAVES = frozenset({Role.SAVED, Role.OFFERED})
"""By the name of the call; of a method that may as well keep it elsewhere, it is only offered."""
MAKES = GUESSED_SAVES | {Role.WRITE, Role.APPEND, Role.STORE, Role.MKDIR, Role.ENSURE}
_CHANGES = MAKES | {Role.DELETE, Role.CLEAN, Role.BOUND, Role.WRITTEN}
_NEEDS = frozenset({Role.READ, Role.LIST, Role.PROBE, Role.DELETE, Role.LOADED})
_PREPARES = frozenset({Role.MKDIR, Role.ENSURE, Role.DELETE, Role.CLEAN, Role.GUARD, Role.ABSENT})
_REACHES = (MAKES | _NEEDS | {Role.ABSENT, Role.CLEAN, Role.GUARD, Role.PEEK}) - {Role.LOADED}


_OBSTACLES = {
    Role.INSPECTED: "the text of the path itself is examined",
    Role.KEPT: "the path is kept where later tests find it",
    Role.GLUED: "the name is put behind other text or another folder",
    Role.BOUND: "it is the address of a socket, which has to be short",
}


@dataclass(frozen=True, eq=False, slots=True)
class Written:
    """A literal, and the function, or the module, in which it is written.

    Attributes:
        module: path of the file.
        function: key of the function whose body holds it, ``None`` outside functions.
        place: where in the code it stands.
        node: the literal; in an f-string, the f-string.
        inner: whether it stands in a function, lambda or class nested in ``function``.
    """

    module: str
    function: str | None
    place: Place
    node: ast.expr
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a spelled path.

    Attributes:
        text: what it is in this run of the code, with `HOLE` for what is not known.
        node: the expression that makes it, to be kept where the path is written anew; ``None`` for
            text that is written in the code, and for what cannot be moved.
        joined: whether a separator stands before it because an operator joined it.
        literals: where in the code its text is written, as far as that was followed.
    """

    text: str
    node: ast.expr | None = None
    joined: bool = False
    literals: tuple[Written, ...] = field(default=(), compare=False)

    @property
    def known(self) -> bool:
        return HOLE not in self.text

    @property
    def fixed(self) -> bool:
        """Whether it is the same text in every run of the code."""
        return self.known and self.node is None


@dataclass(frozen=True, eq=False, slots=True)
class Origin:
    """An expression that spells a path from literals and constants.

    Attributes:
        module: path of the file that holds it.
        function: key of the function whose body holds it, ``None`` outside functions.
        place: where in the code it stands; only a body can take a fixture.
        node: the expression.
        pieces: what it is made of, left to right.
        kind: whether its value is a ``str`` or a ``pathlib`` path.
        constant: the dotted name, if the expression is just the name of a constant.
        inner: whether it stands in a function, lambda or class nested in ``function``.
    """

    module: str
    function: str | None
    place: Place
    node: ast.expr
    pieces: tuple[Piece, ...]
    kind: TextKind
    constant: str | None = None
    inner: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Touch:
    """One use of one path.

    Attributes:
        path: normalised; absolute, or relative to the root.
        role: how.
        origin: where the path is spelled; ``None`` if it comes from outside what was read.
        needs_str: whether this use would fail, or could, if it were given a ``Path``.
        function: key of the function that does it.
        line: from 1, in that function's module.
        statement: the statement of which it is the whole effect, else ``None``.
        teardown: whether it comes after the test body.
        maybe: whether it stands in a branch.
        loose: whether the path is one of several that the value may have.
        actor: key of the test, fixture or set-up function on whose behalf it happens.
        step: the statement of that function's body during which it happens.
    """

    path: str
    role: Role
    origin: Origin | None
    needs_str: bool
    function: str
    line: int
    statement: ast.stmt | None = None
    teardown: bool = False
    maybe: bool = False
    loose: bool = False
    actor: str = ""
    step: ast.stmt | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a relative name may be meant as a name here, and not as a path."""
        if self.role is Role.WRITTEN or self.path.startswith("/dev/shm/"):
            return True
        if self.path.startswith("/") or (self.origin and self.origin.text.startswith("/")):
            return False
        return self.role is Role.COMPARED or (self.role is Role.HANDED and self.is_bare)

    @property
    def is_bare(self) -> bool:
        """Whether the name may be any word: it has neither a folder nor an ending."""
        return "/" not in self.path and "." not in self.path[1:]

    @property
    def where(self) -> str:
        """The line and the file."""
        return f"line {self.line} of {self.function.partition('::')[0]}"

    @property
    def obstacle(self) -> str | None:
        """Why the path cannot be another one here, as a clause; ``None`` if it can."""
        return _OBSTACLES.get(self.role)


@dataclass(frozen=True, slots=True)
class Wording:
    """A string in a function.

    Attributes:
        built: whether an expression made it from a path at its head.
        encoded: whether it is a literal of bytes.
        pieces: what an expression made it of.
        node: the literal, unless an expression made it.
        parted: whether it was put together from parts in a way that nothing writes anew.
    """

    function: str
    text: str
    built: bool = False
    encoded: bool = False
    pieces: tuple[Piece, ...] = ()
    parted: bool = False
    node: ast.Constant | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call into code that was not read.

    Attributes:
        after: how many touches come before it.
        foreign: whether code makes it that is no test.
    """

    name: str
    after: int
    foreign: bool = False


class Does(Enum):
    """What a use of a name does to the thing that has the name."""

    OPENS = "opens"
    MAKES = "makes"
    CHANGES = "changes"
    READS = "reads"
    LISTS = "lists"
    REMOVES = "removes"
    CLEARS = "clears"
    HANDED = "handed"
    UNDOES = "undoes"
    KEEPS = "keeps"


@dataclass(frozen=True, eq=False, slots=True)
class Made:
    """A call that made a client, and where it stands."""

    module: str
    function: str
    place: Place
    node: ast.Call
    inner: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Use:
    """One use of the name of a thing outside the process.

    Attributes:
        kind: of the thing, as the table of resources calls it.
        name: with `HOLE` for what is not known.
        does: what this use does to it.
        part: what inside the thing is used (a key, a table), empty for all of it.
        literals: where the name is written.
        module: path of the file that holds the call.
        function: key of the function that does it, or the path of the module.
        node: the call.
        client: the call that made the client through which it is done.
        teardown: whether it comes after the test body.
        maybe: whether it stands in a branch.
        actor: key of the test, fixture or set-up function on whose behalf it happens.
    """

    kind: str
    name: str
    does: Does
    part: str
    literals: tuple[Written, ...]
    module: str
    function: str
    node: ast.Call
    client: Made
    teardown: bool = False
    maybe: bool = False
    actor: str = ""


@dataclass(frozen=True, eq=False)
class Trace:
    """What one test does, in order, as far as reading tells.

    Attributes:
        touches: of all paths that it names, also of those that prove to be harmless; in the order
            of reading, so that what a fixture does after its ``yield`` stands beside what it did
            before.
        calls: into code that was not read.
        functions: keys of the functions that ran: fixtures, the test, helpers.
        repeated: those of them that run more than once, or may.
        strings: the strings of those functions, apart from their docstrings.
        lasting: those that run once for several tests: wide fixtures, set-up of a module or class.
        own_folder: whether a function of the test uses pytest's temporary folders already.
        lists_own: whether it looks at all that is in such a folder.
        moves: whether it changes the current folder itself.
        faked: why the file system of this test is not the real one, or ``None``.
        incomplete: why this trace may have missed something, or ``None``.
        uses: of the names of things outside the process, in the order of reading.
        unseen: the line in which the test works on a file whose path cannot be told, or ``None``.
        measured: lines in which letters are counted or held against others, each with the text;
            an empty one stands for what was printed.
    """

    test: Test
    touches: tuple[Touch, ...]
    calls: tuple[Call, ...]
    functions: tuple[str, ...]
    strings: tuple[Wording, ...]
    repeated: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    own_folder: bool = False
    lists_own: bool = False
    moves: bool = False
    faked: str | None = None
    incomplete: str | None = None
    uses: tuple[Use, ...] = ()
    unseen: int | None = None
    measured: tuple[tuple[int, str], ...] = ()
