"""What ``review`` does without asking: decides, and applies what was decided."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from codemods.cli.changes import apply_plan
from codemods.cli.options import Settings, known_names
from codemods.cli.talk import say
from codemods.errors import Refusal
from codemods.review.decisions import Event, Step
from codemods.review.desk import Desk
from codemods.review.editor import edit
from codemods.review.outcome import accepting, leaving, outcome, spent
from codemods.review.state import Review, by_id, by_rule, decided, said_of
from codemods.review.words import counts


@dataclass(frozen=True, slots=True)
class Commits:
    """How to apply: as for ``apply``."""

    branch: str | None
    mode: str
    allow_dirty: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The decisions on one command line.

    Attributes:
        accept, reject, forget: ids, names, ``proven`` or ``all``.
        leave, edit: ids.
        reason: for what is left or rejected.
        taken: file with decisions that were exported from the page.
    """

    accept: tuple[str, ...]
    reject: tuple[str, ...]
    forget: tuple[str, ...]
    leave: tuple[str, ...]
    edit: tuple[str, ...]
    reason: str
    taken: Path | None
    undo: bool
    redo: bool

    @property
    def anything(self) -> bool:
        named = (self.accept, self.reject, self.forget, self.leave, self.edit)
        return any(named) or bool(self.taken or self.undo or self.redo)


def decide(settings: Settings, desk: Desk, asked: Asked) -> None:
    """Carry out what one command line asks for, all of it or nothing.

    What is said more closely wins: an id over a name, a name over ``proven``, ``proven`` over
    ``all``. Words that mean several fixes leave those alone that were decided before.

    Raises:
        Refusal: a word means nothing, or what it asks cannot be done.
    """
    for word in set(asked.accept) & set(asked.reject):
        raise Refusal(f"{word}: it cannot be both accepted and rejected")
    review = desk.review
    events: list[Event] = []
    if asked.undo:
        events.append(review.back("undo"))
        review = review.after("undo")
    if asked.redo:
        events.append(review.back("redo"))
        review = review.after("redo")
    whole = Step()
    for make in _steps(settings, review, asked):
        step = make(review)
        review = review.after(step)
        kept_so_far = {n: it for n, it in whole.decisions.items() if n not in step.cleared}
        whole = Step({**kept_so_far, **step.decisions}, whole.cleared | step.cleared)
    if whole.decisions or whole.cleared:
        events.append(whole)
    for event in events:
        desk.record(event)
    say(settings, counts(desk.review))


def _steps(settings: Settings, before: Review, asked: Asked) -> Iterator[Callable[[Review], Step]]:
    """What makes each step from the review as it stands then, in order."""
    known = known_names()
    if asked.taken:
        yield partial(_imported, settings, asked.taken)
    for word in asked.forget:
        yield partial(_forgotten, known, word)
    words = [(word, "accepted") for word in asked.accept]
    words += [(word, "rejected") for word in asked.reject]
    for word, verdict in sorted(words, key=lambda it: _closeness(known, it[0])):
        if _closeness(known, word) == _ID:
            yield partial(_one, word, verdict, asked.reason)
        else:
            yield partial(_several, settings, before, word, verdict, asked.reason)
    for word in asked.leave:
        yield partial(_left, word, asked.reason)
    for word in asked.edit:
        yield partial(_edited, word)


_ID = 3


def _closeness(known: Collection[str], word: str) -> int:
    """How closely a word says which fixes it means: more wins."""
    rules = {"all": 0, "proven": 1}
    return rules.get(word, 2 if word in known else _ID)


def _imported(settings: Settings, file: Path, review: Review) -> Step:
    from codemods.review.imported import read_decisions

    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{file} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise Refusal(f"{file} is not UTF-8 text") from error
    step, notes = read_decisions(text, review)
    for note in notes:
        say(settings, note)
    return step


def _forgotten(known: Collection[str], word: str, review: Review) -> Step:
    if word == "all":
        return Step(cleared=frozenset(review.log.decisions()))
    rule = _closeness(known, word) != _ID
    items = by_rule(review, word) if rule else (review.find(word),)
    return Step(cleared=said_of(review, items))


def _one(word: str, verdict: str, reason: str, review: Review) -> Step:
    item = by_id(review, word)
    if verdict == "rejected":
        return decided(review, [item], "rejected", reason=reason)
    return accepting(review, [item])


def _several(
    settings: Settings, before: Review, word: str, verdict: str, reason: str, review: Review
) -> Step:
    """What a rule says of the fixes that were open before this command line."""
    items = [it for it in by_rule(review, word) if before.verdict(it.id) in ("undecided", "later")]
    if verdict == "rejected":
        return decided(review, items, "rejected", reason=reason)
    safe = [item for item in items if item.proven]
    if left := [item.id for item in items if not item.proven]:
        say(settings, f"look before you accept, and name the id: {', '.join(left)}")
    if not items:
        say(settings, f"{word}: there is no open fix")
    return accepting(review, safe)


def _left(word: str, reason: str, review: Review) -> Step:
    return leaving(review, review.find(word), reason)


def _edited(word: str, review: Review) -> Step:
    item = by_id(review, word)
    refusals: list[str] = []

    def give_up(sentence: str) -> bool:
        refusals.append(sentence)
        return False

    edits = edit(review.plan, review.proposal(item), review.proposals, give_up)
    if refusals:
        raise Refusal(refusals[0])
    if edits is None:
        raise Refusal(f"the editor changed nothing of {item.id}: accept it with --accept")
    return accepting(review, [item], edits)


def kept(review: Review) -> str:
    """What was decided, and how to go on: one sentence."""
    if not review.those("accepted", "ignored"):
        return f"{counts(review)}; go on with: xdistify review"
    more = "go on with: xdistify review, or " if review.those("undecided", "later") else ""
    return f"{counts(review)}; {more}apply what is accepted with: xdistify review --apply"


def apply_decisions(settings: Settings, desk: Desk, commits: Commits) -> None:
    """Put what was accepted into the files, and forget that it was asked.

    Raises:
        Refusal: it cannot be applied; what was decided is kept.
    """
    review = desk.review
    fixes = outcome(review)
    if not fixes:
        say(settings, f"{counts(review)}: nothing is accepted, so nothing is applied")
        return
    try:
        apply_plan(settings, review.plan, fixes, commits.branch, commits.mode, commits.allow_dirty)
    except Refusal as refusal:
        raise Refusal(
            f"{refusal}\nwhat was decided is kept, and asked again only where commits have "
            "changed the code: go on with xdistify review --apply, or xdistify review"
        ) from refusal
    try:
        desk.record(spent(review))
    except Refusal as refusal:
        say(settings, f"the fixes are applied, but the review could not be closed: {refusal}")
