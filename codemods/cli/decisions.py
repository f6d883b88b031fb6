"""What ``review`` does without asking: decides, and applies what was decided."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from codemods.cli.changes import apply_plan
from codemods.cli.options import Settings
from codemods.cli.talk import say
from codemods.errors import Refusal
from codemods.history.files import read
from codemods.review.decisions import Event, Step
from codemods.review.desk import Desk
from codemods.review.editor import edit
from codemods.review.outcome import accepting, leaving, outcome, spent
from codemods.review.state import Item, Review, decided, is_rule, meant
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

    Rules come before ids and rejections before acceptances, so that ``--accept all --reject NAME``
    means what it says; an id also changes what was decided before.

    Raises:
        Refusal: a word means nothing here, or what it asks cannot be done.
    """
    review = desk.review
    events: list[Event] = []
    if asked.undo:
        events.append("undo")
    if asked.redo:
        events.append("redo")
    for event in events:
        if review.after(event).log == review.log:
            raise Refusal(f"there is nothing to {event}")
        review = review.after(event)
    whole = Step()
    for make in _steps(settings, asked):
        step = make(review)
        review = review.after(step)
        kept_so_far = {n: it for n, it in whole.decisions.items() if n not in step.cleared}
        whole = Step({**kept_so_far, **step.decisions}, whole.cleared | step.cleared)
    if whole.decisions or whole.cleared:
        events.append(whole)
    for event in events:
        desk.record(event)
    say(settings, counts(desk.review))


def _steps(settings: Settings, asked: Asked) -> Iterator[Callable[[Review], Step]]:
    """What makes each step from the review as it stands then, in order."""
    if asked.taken:
        yield partial(_imported, settings, asked.taken)
    for word in asked.forget:
        yield partial(_forgotten, word)
    for by_rule in (True, False):
        for word in asked.reject:
            yield partial(_rejected, word, by_rule, asked.reason)
        for word in asked.accept:
            yield partial(_accepted, settings, word, by_rule)
    for word in asked.leave:
        yield partial(_left, word, asked.reason)
    for word in asked.edit:
        yield partial(_edited, word)


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


def _forgotten(word: str, review: Review) -> Step:
    if word == "all":
        return Step(cleared=frozenset(review.log.decisions()))
    items = meant(review, word) if is_rule(review, word) else (review.find(word),)
    return Step(cleared=frozenset(item.id for item in items))


def _rejected(word: str, by_rule: bool, reason: str, review: Review) -> Step:
    if is_rule(review, word) != by_rule:
        return Step()
    items = meant(review, word)
    return decided(review, _open(review, items) if by_rule else items, "rejected", reason=reason)


def _accepted(settings: Settings, word: str, by_rule: bool, review: Review) -> Step:
    if is_rule(review, word) != by_rule:
        return Step()
    if not by_rule:
        return accepting(review, meant(review, word))
    items = _open(review, meant(review, word))
    safe = [item for item in items if item.proven or word == "all"]
    if left := len(items) - len(safe):
        fixes = "1 fix is" if left == 1 else f"{left} fixes are"
        say(settings, f"{fixes} not safe unseen, so not accepted: name the id, or say all")
    return accepting(review, safe)


def _left(word: str, reason: str, review: Review) -> Step:
    return leaving(review, review.find(word), reason)


def _edited(word: str, review: Review) -> Step:
    (item,) = meant(review, review.find(word).id)
    refusals: list[str] = []

    def give_up(sentence: str) -> bool:
        refusals.append(sentence)
        return False

    edits = edit(review.plan, review.fix_of(item), review.accepted, give_up)
    if refusals:
        raise Refusal(refusals[0])
    if edits is None:
        raise Refusal(f"the editor changed nothing of {item.id}: accept it with --accept")
    return accepting(review, [item], edits)


def _open(review: Review, items: Iterable[Item]) -> list[Item]:
    return [item for item in items if review.verdict(item.id) in ("undecided", "later")]


def kept(review: Review) -> str:
    """What was decided, and how to go on: one sentence."""
    if not review.those("accepted", "ignored"):
        return f"{counts(review)}; go on with: xdistify review"
    more = "go on with: xdistify review, or " if review.those("undecided", "later") else ""
    return f"{counts(review)}; {more}apply what is accepted with: xdistify review --apply"


def apply_decisions(settings: Settings, desk: Desk, commits: Commits) -> None:
    """Put what was accepted into the files, and forget that it was asked.

    On a branch of its own the decisions stay: the files here are as they were.

    Raises:
        Refusal: it cannot be applied; every decision is kept.
    """
    review = desk.review
    fixes = outcome(review)
    if not fixes:
        say(settings, f"{counts(review)}: nothing is accepted, so nothing is applied")
        return
    try:
        applied = apply_plan(
            settings, review.plan, fixes, commits.branch, commits.mode, commits.allow_dirty
        )
    except Refusal as refusal:
        raise Refusal(
            f"{refusal}\nwhat was decided is kept: apply it with xdistify review --apply"
        ) from refusal
    if not commits.branch:
        desk.record(spent(review, {path: read(settings.root / path) for path in applied.files}))
