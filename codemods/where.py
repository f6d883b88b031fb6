"""``--where``: a Bowler pattern narrows a run to what lies inside the code that it matches.

Bowler only selects here: its parser reads the bytes that were analysed, and writes nothing. What it
cannot read (``match`` statements, type parameters and other newer syntax) is named, and nothing in
it counts as matched.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from codemods.errors import Refusal
from codemods.hazards.model import Hazard, Involved
from codemods.plan import Finding, Plan
from codemods.reports.findings import concerned
from codemods.suite.model import Suite
from codemods.suite.source import Source

KINDS = ("function", "class", "subclass", "attribute", "module", "var")
"""What ``KIND:NAME`` stands for: the selectors of Bowler, without its ``method``, which passes over
methods that take ``self`` alone; ``function`` finds methods too."""


@dataclass(frozen=True, eq=False, slots=True)
class Where:
    """A pattern that was asked for.

    Attributes:
        text: as it was written.
        matcher: Bowler's, with a ``match`` for nodes, and told the name of their file.
    """

    text: str
    matcher: Any


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A plan without what lies elsewhere.

    Attributes:
        plan: with the findings that have an edit, a place or a test inside a match.
        unreadable: the files in which other findings lie that Bowler cannot read.
    """

    plan: Plan
    unreadable: tuple[str, ...]


def read_where(text: str) -> Where:
    """What a pattern means: ``KIND:NAME``, or a pattern of lib2to3.

    Raises:
        Refusal: it is neither.
    """
    from bowler import Query

    kind, colon, name = text.partition(":")
    if colon and re.fullmatch(r"\s*\w+\s*", kind):
        return Where(text, _compiled(text, _selected(text, kind.strip(), name.strip())))
    if not text.strip():
        raise Refusal("--where needs a pattern, such as function:NAME")
    return Where(text, _compiled(text, Query().select(text)))


def _selected(text: str, kind: str, name: str) -> Any:
    from bowler import Query

    if kind not in KINDS:
        raise Refusal(f"--where {text!r}: Bowler selects {', '.join(KINDS)}, and no {kind!r}")
    if not all(part.isidentifier() for part in name.split(".")):
        raise Refusal(f"--where {text!r}: {name!r} is no name, and patterns have no place there")
    return getattr(Query(), f"select_{kind}")(name)


def _compiled(text: str, query: Any) -> Any:
    try:
        [fixer] = query.compile()
        return fixer({}, [])
    except Exception as error:  # of many kinds, from the tokenizer to the pattern compiler
        reason = str(error) if re.match(r"(Invalid|Can't) ", str(error)) else "it does not parse"
        raise Refusal(f"--where {text!r} is no pattern that Bowler knows ({reason})") from error


def narrow(plan: Plan, where: Where) -> Narrowed:
    """Leave the findings of a plan that have an edit, a place or a test inside a match."""
    matches = _Matches(plan.suite, where)
    findings = tuple(one for one in plan.findings if matches.hold(_spots(one, plan.suite)))
    kept = {one.id for one in findings}
    ignored, untouched = (
        tuple(one for one in hazards if matches.hold(_of_tests(one.tests, one, plan.suite)))
        for hazards in (plan.ignored, plan.untouched)
    )
    dropped = (one for one in plan.findings if one.id not in kept)
    paths = {path for one in dropped for path, _, _ in _spots(one, plan.suite)}
    return Narrowed(
        replace(plan, findings=findings, ignored=ignored, untouched=untouched),
        tuple(sorted(path for path in paths if not matches.can_read(path))),
    )


Spot = tuple[str, int, int]
"""A path, and a span of its bytes."""


def _spots(finding: Finding, suite: Suite) -> Iterator[Spot]:
    for edit in finding.fix.edits if finding.fix else ():
        yield edit.path, edit.start, edit.end
    yield from _of_tests(concerned(finding), finding.hazard, suite)


def _of_tests(tests: Iterable[Involved], hazard: Hazard, suite: Suite) -> Iterator[Spot]:
    """Where the resource is spelled or was seen, and where the bodies of the tests begin."""
    for one in tests:
        for touch in one.touches:
            if touch.origin:
                source = suite.modules[touch.origin.module].source
                yield (touch.origin.module, *source.span(touch.origin.node))
        if test := suite.tests.named(one.id):
            function = test.function
            source = suite.modules[function.module].source
            start, _ = source.span(function.node.body[0])
            yield function.module, start, start
    for place in hazard.places:
        if place.path in suite.modules and place.line:
            source = suite.modules[place.path].source
            start = source.line_start(place.line)
            yield place.path, start, start + len(source.line(place.line).rstrip())


class _Matches:
    """The spans that a pattern matches, file by file as they are asked for."""

    def __init__(self, suite: Suite, where: Where) -> None:
        self._suite = suite
        self._where = where
        self._spans: dict[str, list[tuple[int, int]] | None] = {}

    def hold(self, spots: Iterator[Spot]) -> bool:
        return any(self._holds(*spot) for spot in spots)

    def can_read(self, path: str) -> bool:
        return self._of(path) is not None

    def _holds(self, path: str, start: int, end: int) -> bool:
        """Whether it shares a byte with a match, or is a place inside it."""
        return any(start < last and first < end for first, last in self._of(path) or ())

    def _of(self, path: str) -> list[tuple[int, int]] | None:
        if path not in self._spans:
            module = self._suite.modules.get(path)
            self._spans[path] = _matched(module.source, self._where) if module else []
        return self._spans[path]


def _matched(source: Source, where: Where) -> list[tuple[int, int]] | None:
    """The spans of the nodes that match, in bytes; ``None`` if Bowler's parser gives up."""
    text = source.text(source.line_start(1), len(source.raw))
    tree = _parsed(text)
    if tree is None:
        return None
    encoding = source.encoding.removesuffix("-sig")
    widths = (len(character.encode(encoding)) for character in text)
    where.matcher.set_filename(source.path)
    offsets = list(accumulate(widths, initial=source.line_start(1)))
    leaves: dict[int, tuple[int, int]] = {}
    position = 0
    for leaf in tree.leaves():
        start = position + len(leaf.prefix)
        position = start + len(leaf.value)
        leaves[id(leaf)] = start, position
    spans = []
    for node in tree.pre_order():
        if where.matcher.match(node) and (own := [leaves[id(leaf)] for leaf in node.leaves()]):
            spans.append((offsets[own[0][0]], offsets[min(own[-1][1], len(text))]))
    return spans


def _parsed(text: str) -> Any:
    """The tree of Bowler's parser, which needs a last line end; ``None`` where it has none."""
    from fissix import pygram, pytree
    from fissix.pgen2.driver import Driver

    whole = text if text.endswith("\n") else text + "\n"
    grammar = pygram.python_grammar_no_print_and_exec_statement
    try:
        tree = Driver(grammar, convert=pytree.convert).parse_string(whole)
    except Exception:  # ParseError, TokenError, IndentationError and what they run into
        return None
    return tree if str(tree) == whole else None
