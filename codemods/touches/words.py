"""What must stand in a piece of code before it can change anything outside the process.

Reading code as an interpreter would is dear; these patterns say, from its bytes and without
parsing, where that is in vain. They are made from the tables of what calls do, so that what is
added there is looked for here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from codemods.suite.modules import words_in
from codemods.touches.model import MAKES, Role
from codemods.touches.table import CALLS, METHODS, OPENERS, SAVING, TARGETS

_CHANGING = MAKES | {Role.DELETE}
_EVERYDAY = frozenset({"rename", "replace", "copy"})
"""Methods of a path that strings, tables and dictionaries have too."""

CHANGES = "changes"
"""Name of the search for what may change files."""

_SPELLED = re.compile(
    rb"[\"'][^\s\"'@<>,;=]*(?:/[^\s\"'/@<>,;=]+|[^\W\d]\w*\.[A-Za-z]\w{0,7})[\"']"
)
_MODE = re.compile(rb"[\"'](?:[rbtU]*[wax][bt+]*|r[bt]*\+[bt]*)[\"']")
_PATHS = re.compile(rb"Path\s*\(")
_ALIASES = {"numpy": "np"}

Search = Callable[[bytes], re.Match[bytes] | None]


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern, and the bytes that are in all that it finds: looking for those costs little.

    Attributes:
        is_word: whether these bytes are a whole identifier wherever the pattern finds them.
    """

    needle: bytes
    pattern: re.Pattern[bytes]
    is_word: bool = False


def sign(needle: str, pattern: bytes = b"") -> Sign:
    """What shows that code may do something: a whole word, or a pattern that holds it."""
    text = needle.encode()
    whole = preceded(text, rb"(?<![A-Za-z0-9_]%b)") + rb"(?![A-Za-z0-9_])"
    is_word = not pattern and _is_word(text)
    return Sign(text, re.compile(pattern or whole), is_word)


def phrase(needle: str, after: bytes) -> Sign:
    """What shows that code may do something: a whole word, and a pattern that follows it."""
    text = needle.encode()
    return Sign(text, re.compile(preceded(text, rb"(?<!\w%b)") + after), is_word=True)


def preceded(text: bytes, before: bytes) -> bytes:
    """A pattern for a text behind something: searches are fastest if it begins with the text.

    Args:
        before: looks behind the text, which is to be put in for ``%b``.
    """
    return re.escape(text) + before.replace(b"%b", re.escape(text))


@lru_cache(maxsize=256)
def _listed_in(code: bytes) -> bytes:
    """The same behind one another: a part of any of them is a part of this, which is short."""
    return b" ".join(words_in(code))


def shows_any(signs: Iterable[Sign]) -> Callable[[bytes], bool]:
    """Whether a piece of code shows one of several signs."""
    whole: dict[bytes, list[Search]] = {}
    parts: list[tuple[bytes, Search]] = []
    others: list[tuple[bytes, Search]] = []
    for each in signs:
        if each.is_word:
            whole.setdefault(each.needle, []).append(each.pattern.search)
        else:
            chosen = parts if _is_word(each.needle) else others
            chosen.append((each.needle, each.pattern.search))
    wanted = frozenset(whole)

    def shown(code: bytes) -> bool:
        for word in wanted & words_in(code):
            for search in whole[word]:
                if search(code):
                    return True
        listed = _listed_in(code) if parts else b""
        for needle, search in parts:
            if needle in listed and search(code):
                return True
        for needle, search in others:  # noqa: SIM110  (a generator would double the time)
            if needle in code and search(code):
                return True
        return False

    return shown


def _is_word(text: bytes) -> bool:
    return words_in(text) == {text}


@dataclass(frozen=True, slots=True)
class Signs:
    """What a piece of code must show before it is worth reading for one kind of hazard.

    Attributes:
        shown: whether some bytes of code show it.
        in_file: the same of a whole file, where its parts need not be looked at else; ``None`` if
            it is that of any part.
        at_import: whether an assignment that shows it concerns all tests for which it is run, and
            not only those that use its name.
        heads: whether only the decorators and the parameters of tests and fixtures count.
        hooks: whether a hook of pytest that shows it concerns all tests below it.
        bodies: whether what stands in the body of a test itself counts.
        support: whether only code that is there for the tests counts, and not the code under test.
    """

    shown: Callable[[bytes], bool]
    in_file: Callable[[bytes], bool] | None = None
    at_import: bool = True
    heads: bool = False
    hooks: bool = True
    bodies: bool = True
    support: bool = False


def touches_files(code: bytes) -> bool:
    """Whether a piece of code may make, change or remove a file that it names."""
    if _calls(code) or opens_to_write(code):
        return True
    return b"Path" in code and _moves(code) and _PATHS.search(code) is not None


def looks_at_files(code: bytes) -> bool:
    """Whether a piece of code may open a file that it names, or does what paths can do."""
    return _opens(code) or _asks(code)


def may_move(code: bytes) -> bool:
    """Whether a piece of code may change the current folder."""
    return b"chdir" in code or b"cwd" in code


def opens_to_write(code: bytes) -> bool:
    """Whether a piece of code may open a file so that it can be written."""
    return _opens(code) and _MODE.search(code) is not None


def may_change(raw: bytes) -> bool:
    """Whether a file holds what makes, changes or removes files, or saves to a path."""
    return touches_files(raw) or (saves(raw) and spells_a_path(raw))


def saves(code: bytes) -> bool:
    """Whether a piece of code calls something by a name that saves what it is given."""
    return _saves(code)


def spells_a_path(code: bytes) -> bool:
    """Whether a literal in a piece of code looks like a path."""
    return _SPELLED.search(code) is not None


def _either(names: Iterable[str]) -> bytes:
    return b"|".join(re.escape(name.encode()) for name in sorted(set(names)))


def _changing_calls() -> Iterator[Sign]:
    """``module.name``, ``from module import … name`` and ``import module as`` for the table."""
    by_module: dict[str, set[str]] = {"os": {"makedirs"}}
    for dotted, takes in CALLS.items():
        if any(each.role in _CHANGING for each in takes):
            module, _, name = dotted.rpartition(".")
            by_module.setdefault(module, set()).add(name)
    for module, names in by_module.items():
        last = module.rpartition(".")[2]
        alias = _ALIASES.get(last, last)
        either, whole = _either(names), module.encode()
        for called in dict.fromkeys((last, alias)):
            pattern = re.escape(called.encode()) + rb"\s*\.\s*(?:" + either + rb")\b"
            yield Sign(called.encode(), re.compile(pattern))
        listed = rb"import\b(?:[^\n(]*|\s*\([^)]*)\b(?:" + either + rb")\b"
        yield Sign(last.encode(), re.compile(rb"from " + whole + rb"\s+" + listed), is_word=True)
        other = rb" as\s+(?!" + alias.encode() + rb"\b)"
        yield Sign(last.encode(), re.compile(rb"import " + whole + other), is_word=True)


def _methods() -> Iterator[str]:
    for table in (METHODS, TARGETS):
        yield from (name for name, role in table.items() if role in _CHANGING)


def _called(name: str, before: bytes = rb"\.\s*", after: bytes = b"") -> Sign:
    pattern = before + re.escape(name.encode()) + rb"\s*\(" + after
    return Sign(name.encode(), re.compile(pattern), is_word=bool(before))


_calls = shows_any(
    [
        *(_called(name) for name in sorted(set(_methods()) - _EVERYDAY)),
        Sign(b"O_CREAT", re.compile(b"O_CREAT")),
        *_changing_calls(),
    ]
)
_opens = shows_any(
    [_called(name, b"") for name in sorted({dotted.rpartition(".")[2] for dotted in OPENERS})]
)
_asks = shows_any([_called(name) for name in sorted(METHODS.keys() - _EVERYDAY)])
_moves = shows_any([_called(name) for name in sorted(_EVERYDAY)])
_saves = shows_any(
    [
        Sign(stem.encode(), re.compile(ending.encode() + rb"\s*\(\s*[^\s)]"))
        for stem, ending in SAVING.items()
    ]
)
