"""What a file is made of, for a search by words: functions, and statements outside of them.

It is told from the bytes: most files that a search looks at are never parsed. Where the layout of a
file deceives, a piece is longer or shorter than the code is, and a test is read in vain or not.
"""

import builtins
import keyword
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from codemods.suite.config import matches
from codemods.suite.model import XUNIT_NAMES
from codemods.suite.modules import words_in
from codemods.suite.source import encoding_of

_TEXTS = re.compile(
    rb"#[^\r\n]*"
    rb'|"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*(?:""")?'
    rb"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*(?:''')?"
    rb'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?'
    rb"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?",
    re.DOTALL,
)
"""Comments and texts; one that is not closed goes on to the end, lest it be begun again."""
_DEFINED = re.compile(rb"(?:async\s+)?(def|class)\s+([\w\x80-\xff]+)")
_CLASS_HEAD = re.compile(rb"class\s+[\w\x80-\xff]+\s*(?:\((?:[^()]|\([^()]*\))*\))?\s*:")
_DEF_HEAD = re.compile(rb"\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)[^:\n]*:")
_DEEPER = re.compile(rb"^([ \t\f]+)(?=[^\s#])", re.MULTILINE)
_COMPOUND = re.compile(
    rb"(?:if|elif|else|try|except|finally|with|for|while|async\s+(?:with|for))\b"
)
_FIXTURE = re.compile(rb"@[\w.]*fixture\b")
_RENAMED_FIXTURE = re.compile(rb"\bfixture\s+as\s+(\w+)")
_FIXTURE_NAME = re.compile(rb"\bname\s*=\s*[\"'](\w+)[\"']")
_AUTOUSE = re.compile(rb"\bautouse\s*=\s*True\b")
_TARGET = re.compile(rb"([^=]*[^=!<>+\-*/%&|^@:~])=(?!=)\s*")
_ANNOTATED = re.compile(rb"([\w\x80-\xff]+)\s*:")
_PARAMETERS = re.compile(rb"\bparam(?:s|etrize)\b")
_QUOTE = re.compile(rb"[\"']")
_TESTCASE = re.compile(rb"TestCase\s*[,)]")
_LONGEST = 400
"""Bytes of an assignment in which its targets are looked for."""
_LOOSE = re.compile(rb"(?<![\w.\x80-\xff])[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_KEYWORDS = frozenset(name.encode() for name in (*keyword.kwlist, "self", "cls"))
_EVERYWHERE = _KEYWORDS | {name.encode() for name in (*dir(builtins), "match", "case")}
_XUNIT = frozenset(name.encode() for name in XUNIT_NAMES)

_DEEPEST = 100
"""How many blocks Python nests in one another."""

Collected = tuple[tuple[str, ...], tuple[str, ...]]
"""Prefixes or globs of the functions, and of the classes, that pytest collects from a file."""


@dataclass(frozen=True, eq=False, slots=True)
class Unit:
    """A function, or a statement of a module or class outside of functions.

    Attributes:
        name: of a function, empty for a statement.
        owner: qualname of the class that holds it, empty in a module.
        fixture: whether it is the function of a fixture.
        binds: the names by which others use it.
        uses: every word in it, once, but for keywords.
        span: its first byte and one past its last; empty for a head that gives no parameters.
        always: whether it is run for all tests of its file, or of its class.
        assigned: whether it only gives names to values.
    """

    name: str
    owner: str
    fixture: bool
    binds: frozenset[bytes]
    uses: tuple[bytes, ...]
    span: tuple[int, int]
    always: bool
    assigned: bool = False


@lru_cache(maxsize=8192)
def units_in(
    raw: bytes, tests: Collected, *, heads: bool = False, bodies: bool = True
) -> tuple[Unit, ...]:
    """What a file is made of.

    Args:
        tests: empty where pytest collects none from it.
        heads: whether only what gives parameters to tests counts: of tests and fixtures the head,
            of statements what is used by its name.
        bodies: whether the bodies of tests are not left out.
    """
    return tuple(_Splitter(raw, tests, heads, bodies).split())


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that stand equally deep, and what is deeper between them."""

    start: int
    end: int
    indent: bytes = b""
    depth: int = 0


class _Splitter:
    def __init__(self, raw: bytes, tests: Collected, heads: bool, bodies: bool) -> None:
        self.raw = raw = raw.replace(b"\r\n", b" \n").replace(b"\r", b"\n")
        self.tests, self.classes = tests
        self.collected = {""}
        self.testcases: set[str] = set()
        self.heads = heads
        self.bodies = bodies
        self.encoding = encoding_of(raw)
        long = [m.span() for m in _TEXTS.finditer(raw) if b"\n" in m[0]]
        self.starts = [start for start, _ in long]
        self.ends = [end for _, end in long]
        self.fixtures = frozenset(_RENAMED_FIXTURE.findall(raw))

    def split(self) -> Iterator[Unit]:
        yield from self._block(_Block(0, len(self.raw)), "")

    def _block(self, block: _Block, owner: str) -> Iterator[Unit]:
        """What stands in a module, in the body of a class or in that of a compound statement."""
        decorated: int | None = None
        for first, after in pairwise([*self._items(block), block.end]):
            if self.raw.startswith(b"@", first):
                decorated = first if decorated is None else decorated
                continue
            since, decorated = first if decorated is None else decorated, None
            defined = _DEFINED.match(self.raw, first)
            if defined is None:
                inner = self._inside(block, first, after)
                yield from self._statement(first, inner.start if inner else after, owner)
                if inner:
                    yield from self._block(inner, owner)
            elif defined[1] == b"def":
                yield from self._function(since, first, after, defined[2], owner)
            else:
                yield from self._class(block, since, first, after, defined[2], owner)

    def _told(self, name: bytes) -> str:
        try:
            return name.decode(self.encoding)
        except (LookupError, ValueError):
            return name.decode("utf-8", "replace")

    def _items(self, block: _Block) -> list[int]:
        """Where the statements of a block begin."""
        return [
            match.end()
            for match in _beginning(block.indent).finditer(self.raw, block.start, block.end)
            if not self._is_in_text(match.end())
        ]

    def _is_in_text(self, offset: int) -> bool:
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.ends[index]

    def _inside(self, block: _Block, start: int, end: int) -> _Block | None:
        """The body of a compound statement of a block, ``None`` for any other statement."""
        is_compound = _COMPOUND.match(self.raw, start) is not None
        return self._body(block, start, end) if is_compound else None

    def _body(self, block: _Block, start: int, end: int) -> _Block | None:
        """The lines that stand deeper than a block, up to the end of the statement there."""
        for match in _DEEPER.finditer(self.raw, start, end):
            if len(match[1]) > len(block.indent) and not self._is_in_text(match.end()):
                deeper = _Block(match.start(), end, match[1], block.depth + 1)
                return deeper if deeper.depth <= _DEEPEST else None
        return None

    def _function(
        self, since: int, first: int, end: int, name: bytes, owner: str
    ) -> Iterator[Unit]:
        above = self.raw[since:first]
        text = self._told(name)
        fixture = bool(_FIXTURE.search(above)) or any(
            b"@" + other in above for other in self.fixtures
        )
        is_named = not fixture and matches(text, self.tests)
        is_test = is_named and owner in self.collected
        binds = {name}
        if fixture:
            binds.update(_FIXTURE_NAME.findall(above))
        elif owner and not is_test:
            binds.add(owner.rpartition(".")[2].encode())
        is_set_up = name in _XUNIT and not fixture
        if self.heads and (is_set_up or (is_test and owner in self.testcases)):
            return  # unittest knows no parameters
        is_head = self.heads and (is_named or fixture)
        if is_head or (is_test and not self.bodies):
            head = _DEF_HEAD.search(self.raw, first, end)
            end = head.end() if head else end
        hook = b"pytest_generate_tests" if self.heads else b"pytest_"
        always = is_set_up or (fixture and bool(_AUTOUSE.search(above))) or name.startswith(hook)
        span = since, end
        unit = self._unit(span, owner, binds, always, text, fixture=fixture, is_head=is_head)
        if self.raw.count(name, first, end) == 1:  # that others have its name too means nothing
            unit = replace(unit, uses=tuple(word for word in unit.uses if word != name))
        yield unit

    def _class(
        self, block: _Block, since: int, first: int, end: int, name: bytes, owner: str
    ) -> Iterator[Unit]:
        text = self._told(name)
        qualname = f"{owner}.{text}" if owner else text
        head = _CLASS_HEAD.match(self.raw, first, end)
        behind = head.end() if head else first
        is_testcase = _TESTCASE.search(self.raw, first, behind) is not None
        if is_testcase or matches(text, self.classes):
            self.collected.add(qualname)
        if is_testcase:
            self.testcases.add(qualname)
        is_idle = self.heads and is_testcase
        if not is_idle:
            yield self._unit((first, behind), qualname, {name}, always=False)
        if since < first and not is_idle:
            yield self._unit((since, first), qualname, (), always=True, is_head=self.heads)
        if body := self._body(block, behind, end):
            yield from self._block(body, qualname)

    def _statement(self, first: int, end: int, owner: str) -> Iterator[Unit]:
        """A statement that is run when the file is imported, and what it binds."""
        code = self.raw[first:end]
        if code.startswith((b"import ", b"from ")) or _is_text(code):
            return
        binds = frozenset() if _COMPOUND.match(code) else _targets(code)
        if not binds and self.heads:
            binds = frozenset(_LOOSE.findall(_TEXTS.sub(b"", code))) - _EVERYWHERE
        assigned = bool(binds) and b"pytestmark" not in binds
        does = assigned or b"(" in code or b"pytestmark" in binds
        yield self._unit((first, end), owner, binds, always=does, assigned=assigned)

    def _unit(
        self,
        span: tuple[int, int],
        owner: str,
        binds: Iterable[bytes],
        always: bool,
        name: str = "",
        *,
        fixture: bool = False,
        assigned: bool = False,
        is_head: bool = False,
    ) -> Unit:
        code = self.raw[slice(*span)]
        uses = tuple(map(_shared, words_in(code) - _KEYWORDS))
        names = frozenset(map(_shared, binds))
        if is_head and _PARAMETERS.search(code) is None:
            span = span[1], span[1]
        return Unit(name, owner, fixture, names, uses, span, always, assigned)


@lru_cache(maxsize=256)
def _beginning(indent: bytes) -> re.Pattern[bytes]:
    mark = rb"^\f?(?:\xef\xbb\xbf)?" if not indent else rb"^" + re.escape(indent)
    return re.compile(mark + rb"(?=[A-Za-z_@\x80-\xff])", re.MULTILINE)


def _targets(code: bytes) -> frozenset[bytes]:
    """The names that an assignment binds, or whose attributes and items it does."""
    code = _QUOTE.split(_TEXTS.sub(b"", code[:_LONGEST]), maxsplit=1)[0]
    annotated = _ANNOTATED.match(code)
    found: set[bytes] = {annotated[1]} if annotated else set()
    at = 0
    while match := _TARGET.match(code, at):
        target = match[1].partition(b":")[0]
        if target.count(b"(") != target.count(b")") or target.count(b"[") != target.count(b"]"):
            break
        found.update(_LOOSE.findall(target))
        at = match.end()
    return frozenset(found - _EVERYWHERE)


def _is_text(code: bytes) -> bool:
    return re.match(rb"[rRbBuUfF]{1,2}[\"']", code) is not None


_WORDS: dict[bytes, bytes] = {}


def _shared(word: bytes) -> bytes:
    """One object for all occurrences of a word: large suites use the same ones everywhere."""
    return _WORDS.setdefault(word, word)
