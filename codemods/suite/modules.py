"""The files of a suite: all of them are known by their bytes, each is parsed when it is asked for.

Most files of a large suite never matter. What needs a file looks it up by its path, or asks for
those that hold a word; only what walks over all of them pays for all of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from codemods.suite.model import Class, Function, Module, ModuleKind, Test

_ATTRIBUTE = re.compile(rb"\.\s*([A-Za-z_\x80-\xff][\w\x80-\xff]*)")
_EVERYTHING = re.compile(rb"import\s*\(?\s*\*")
_RENAMED = re.compile(rb"as\s+([\w\x80-\xff]+)")
_BEFORE = re.compile(rb"(?:^|import|[,(.])[ \t]*([\w\x80-\xff]+)\s+\Z", re.MULTILINE)
_WORDS_ONLY = bytes(
    byte if byte > 127 or chr(byte).isalnum() or byte == ord("_") else ord(" ")
    for byte in range(256)
)
_LONGEST = 255
"""Bytes of a name, with the blanks behind it, that may be imported as another one."""


@lru_cache(maxsize=256)
def words_in(code: bytes) -> frozenset[bytes]:
    """The identifiers and numbers in some code: many searches ask for those of one piece."""
    return frozenset(code.translate(_WORDS_ONLY).split())


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, and not parsed.

    Attributes:
        tops: the first parts of all names that it imports.
        leaves: the last parts of the same.
        needs: paths of the files of the suite that it imports.
        shows: names of the searches that have to look at it.
    """

    kind: ModuleKind
    raw: bytes
    tops: frozenset[str]
    leaves: frozenset[bytes]
    needs: frozenset[str]
    shows: frozenset[str] = frozenset()


class Modules(Mapping[str, Module]):
    """Modules by path, in the order of discovery.

    Args:
        files: by path.
        make: makes the module of a path from its bytes; of one that cannot be parsed an empty one.
    """

    def __init__(self, files: Mapping[str, Read], make: Callable[[str, bytes], Module]) -> None:
        self._raws = {path: file.raw for path, file in files.items()}
        self._files = files
        self._make = make
        self._made: dict[str, Module] = {}
        self._holders: Mapping[bytes, Sequence[str]] = {}
        self._reaching: Mapping[bytes, Sequence[str]] = {}
        self._renamed: dict[str, dict[bytes, frozenset[bytes]]] = {}
        self._importers: dict[str, list[str]] = {}
        self._reached: dict[str, frozenset[str]] = {}
        for path, file in files.items():
            for needed in file.needs:
                self._importers.setdefault(needed, []).append(path)
        self.places: dict[tuple[str, str], str | None] = {}
        """What `codemods.suite.names.module_path` has found, by folder and dotted name."""
        self.chains: dict[Class, tuple[Class, ...]] = {}
        """What `codemods.suite.names.class_chain` has found."""

    def __getitem__(self, path: str) -> Module:
        module = self._made.get(path)
        if module is None:
            module = self._made[path] = self._make(path, self._raws[path])
        return module

    def leave(self, path: str) -> None:
        """Go on as if nothing were in a file."""
        self._made[path] = self._make(path, b"")
        self.chains.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(self._raws)

    def __len__(self) -> int:
        return len(self._raws)

    def __contains__(self, path: object) -> bool:
        return path in self._raws

    def is_parsed(self, path: str) -> bool:
        """Whether a file has been asked for."""
        return path in self._made

    def raw(self, path: str) -> bytes | None:
        """The bytes of a file, ``None`` for one that is not there."""
        return self._raws.get(path)

    def holders(self, word: bytes) -> frozenset[str]:
        """Paths of the files that hold a name."""
        if not self._holders:
            self._holders = _by_word((path, words_in(raw)) for path, raw in self._raws.items())
        return frozenset(self._holders.get(word, ()))

    def reaching(self, word: bytes) -> frozenset[str]:
        """Paths of the files that may mean what another file calls so.

        They import it, use it behind a dot, or import everything from somewhere.
        """
        if not self._reaching:
            self._reaching = _by_word((path, self._meant(path)) for path in self._raws)
        return frozenset(self._reaching.get(word, ()))

    def _meant(self, path: str) -> Set[bytes]:
        raw = self._raws[path]
        words = self._files[path].leaves.union(_ATTRIBUTE.findall(raw))
        return words | words_in(raw) if _EVERYTHING.search(raw) else words

    def renamed(self, path: str) -> Mapping[bytes, frozenset[bytes]]:
        """By a name that a file may import, what it calls it instead."""
        if path not in self._renamed:
            found: dict[bytes, set[bytes]] = {}
            raw = self._raws[path]
            for match in _RENAMED.finditer(raw):
                before = _BEFORE.search(raw, max(0, match.start() - _LONGEST), match.start())
                if before:
                    found.setdefault(before[1], set()).add(match[1])
            self._renamed[path] = {name: frozenset(aliases) for name, aliases in found.items()}
        return self._renamed[path]

    def tops(self, path: str) -> frozenset[str]:
        """The first parts of all names that a file imports."""
        return self._files[path].tops

    def shows(self, path: str, search: str) -> bool:
        """Whether a search has to look at a file, as its bytes show."""
        return search in self._files[path].shows

    def kind(self, path: str) -> ModuleKind:
        """What a file is to pytest."""
        return self._files[path].kind

    def users(self, path: str) -> list[str]:
        """Paths of the files that import a file themselves, in the order of discovery."""
        return list(self._importers.get(path, ()))

    def importers(self, path: str) -> frozenset[str]:
        """Paths of the files that import a file, directly or through others."""
        if path not in self._reached:
            found: set[str] = set()
            pending = [path]
            while pending:
                new = [one for one in self._importers.get(pending.pop(), ()) if one not in found]
                found.update(new)
                pending += new
            self._reached[path] = frozenset(found)
        return self._reached[path]

    def showing(self, search: str) -> list[Module]:
        """The modules that a search has to look at."""
        return [self[path] for path, file in self._files.items() if search in file.shows]

    def holding(self, shown: Callable[[bytes], object]) -> list[Module]:
        """The modules whose bytes show something."""
        return [self[path] for path, raw in self._raws.items() if shown(raw)]


class Tests(Sequence[Test]):
    """The tests of a suite in the order of collection, each file parsed when it is asked for.

    Args:
        paths: of the test modules.
        collect: gives the tests of one of them.
    """

    def __init__(self, paths: Iterable[str], collect: Callable[[str], Iterable[Test]]) -> None:
        self._paths = tuple(paths)
        self._collect = collect
        self._found: dict[str, tuple[Test, ...]] = {}
        self._functions: dict[str, frozenset[int]] = {}
        self._named: dict[str, Test] = {}
        self._order = {path: number for number, path in enumerate(self._paths)}
        self._places: dict[str, dict[str, int]] = {}

    def anew(self) -> "Tests":
        """The same, collected once more from what the files hold now."""
        return Tests(self._paths, self._collect)

    @property
    def paths(self) -> tuple[str, ...]:
        """Of the modules that tests are collected from."""
        return self._paths

    def of(self, path: str) -> tuple[Test, ...]:
        """The tests that are collected from one file; none from what is no test module."""
        if path not in self._found:
            known = path in self._order
            self._found[path] = tuple(self._collect(path)) if known else ()
        return self._found[path]

    def runs(self, function: Function, path: str) -> bool:
        """Whether one of the tests of a file is this function."""
        if path not in self._functions:
            self._functions[path] = frozenset(id(test.function) for test in self.of(path))
        return id(function) in self._functions[path]

    def named(self, test_id: str) -> Test | None:
        """The test of an id, ``None`` if none is collected under it."""
        if test_id not in self._named:
            path = test_id.partition("::")[0]
            self._named |= {test.id: test for test in self.of(path)}
        return self._named.get(test_id)

    def place(self, test_id: str) -> tuple[int, int]:
        """Where a test stands in the order of collection: its file, and its number in that."""
        path = test_id.partition("::")[0]
        if path not in self._places:
            self._places[path] = {test.id: number for number, test in enumerate(self.of(path))}
        return self._order[path], self._places[path][test_id]

    def __iter__(self) -> Iterator[Test]:
        for path in self._paths:
            yield from self.of(path)

    def __len__(self) -> int:
        return sum(len(self.of(path)) for path in self._paths)

    def __getitem__(self, index: int | slice) -> Test | tuple[Test, ...]:  # type: ignore[override]
        return tuple(self)[index]


def _by_word(files: Iterable[tuple[str, Set[bytes]]]) -> Mapping[bytes, Sequence[str]]:
    """By a word, the paths of the files that hold it.

    Most words stand in one file only: all of these have the same value.
    """
    found: dict[bytes, tuple[str] | list[str]] = {}
    for path, held in files:
        alone = (path,)
        for word in held:
            known = found.setdefault(word, alone)
            if isinstance(known, list):
                known.append(path)
            elif known is not alone:
                found[word] = [*known, path]
    return found


@lru_cache(maxsize=4096)
def words(*names: str) -> re.Pattern[bytes]:
    """A pattern that finds any of these names as a whole word."""
    inner = b"|".join(re.escape(name.encode()) for name in sorted(set(names)))
    return re.compile(rb"(?<![A-Za-z0-9_])(?:" + inner + rb")(?![A-Za-z0-9_])")
