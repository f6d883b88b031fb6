"""What a reviewer says of fixes, and how to go back on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from codemods.edits.model import Edit

Verdict = Literal["accepted", "rejected", "ignored", "later"]
VERDICTS: tuple[Verdict, ...] = ("accepted", "rejected", "ignored", "later")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about, so that it can be told whether that has changed since.

    Attributes:
        id: of the fix, or of a finding that has none.
        transform: its transform.
        resource: what is shared.
        tests: node ids of the tests concerned.
        digest: of the edits and the lines around them, as they were shown.
        edits: the digest of each edit, wherever it stands.
    """

    id: str
    transform: str
    resource: str
    tests: tuple[str, ...]
    digest: str
    edits: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[str, str, tuple[str, ...]]:
        """What stays when the code of the fix changes."""
        return self.transform, self.resource, self.tests


@dataclass(frozen=True, slots=True)
class Decision:
    """What was said of one fix.

    Attributes:
        reason: why it is ignored or rejected, in the reviewer's words; may be empty.
        edits: the edits as the reviewer wrote them; ``None`` where the fix is taken as it is.
        base: digest of the files that these edits were computed on; empty without them.
    """

    subject: Subject
    verdict: Verdict
    reason: str = ""
    edits: tuple[Edit, ...] | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Decisions that were made together, and are undone together.

    Attributes:
        decisions: by id.
        cleared: ids of fixes of which nothing holds any more that was said.
    """

    decisions: Mapping[str, Decision] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Log:
    """Everything that was decided, in order.

    Attributes:
        done: the steps that hold.
        undone: those that were taken back, the last one last.
    """

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def decisions(self) -> dict[str, Decision]:
        """What holds now, by id."""
        found: dict[str, Decision] = {}
        for step in self.done:
            for name in step.cleared:
                found.pop(name, None)
            found.update(step.decisions)
        return found

    def after(self, event: "Event") -> "Log":
        """The log with one more event; undoing what is not there changes nothing."""
        if isinstance(event, Step):
            return replace(self, done=(*self.done, event), undone=())
        if isinstance(event, Applied):
            return self._applied(event)
        if event == "undo" and self.done:
            return replace(self, done=self.done[:-1], undone=(*self.undone, self.done[-1]))
        if event == "redo" and self.undone:
            return replace(self, done=(*self.done, self.undone[-1]), undone=self.undone[:-1])
        return self

    def compact(self) -> "Log":
        """As the next session finds it: what was left for later is open again."""
        return Log(tuple(_lasting(self.done)), tuple(_lasting(self.undone)))

    def _applied(self, event: "Applied") -> "Log":
        held = self.decisions()
        for name in event.fixes:
            held.pop(name, None)
        return Log((Step(held),) if held else ())


def _lasting(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        kept = {name: it for name, it in step.decisions.items() if it.verdict != "later"}
        if kept or step.cleared:
            yield replace(step, decisions=kept)


@dataclass(frozen=True, slots=True)
class Applied:
    """Fixes are in the files, or were taken back: what was said of them is spent.

    No undo goes behind this.
    """

    fixes: frozenset[str]


Event = Step | Applied | Literal["undo", "redo"]


def stepped(decisions: Iterable[Decision]) -> Step:
    """Decisions that belong together, as one step."""
    return Step({decision.subject.id: decision for decision in decisions})


def back_to(then: Log, now: Log) -> tuple[Event, ...]:
    """The events after which the same is decided as was then."""
    same = 0
    for one, other in zip(then.done, now.done, strict=False):
        if one != other:
            break
        same += 1
    undone: list[Event] = ["undo"] * (len(now.done) - same)
    return (*undone, *then.done[same:])
