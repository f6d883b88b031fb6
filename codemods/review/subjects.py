"""What a decision was about, and whether that is still what stands in the files."""

import hashlib
from collections.abc import Iterable, Sequence

from codemods.edits.model import Edit
from codemods.plan import Finding
from codemods.review.decisions import Decision, Log, Subject
from codemods.suite.model import Suite

_AROUND = 3


def subject_of(suite: Suite, finding: Finding) -> Subject:
    """The subject of a decision on this finding."""
    edits = finding.fix.edits if finding.fix else ()
    return Subject(
        finding.id,
        finding.transform,
        finding.hazard.resource,
        tuple(sorted(finding.tests)),
        _digest(suite, edits),
        frozenset(
            _hash(it.path.encode("utf-8", "surrogatepass"), it.before, it.after) for it in edits
        ),
    )


def base_of(suite: Suite, edits: Iterable[Edit]) -> str:
    """The digest of the files that these edits are in, as they were read."""
    paths = sorted({edit.path for edit in edits})
    return _hash(
        *(
            part
            for path in paths
            for part in (path.encode("utf-8", "surrogatepass"), suite.raw(path) or b"")
        )
    )


def standing(
    suite: Suite, subjects: Sequence[Subject], log: Log
) -> tuple[dict[str, Decision], tuple[str, ...]]:
    """What holds of all that was decided, now that the suite was read again.

    A fix of which a part is in the files already, because another brought it, is a new fix with
    fewer edits: a no to the old one holds.

    Returns:
        The decisions that hold, by id; and the ids that have to be asked again, because what was
        decided on has changed.
    """
    here = {subject.id: subject for subject in subjects}
    decided = log.decisions()
    held: dict[str, Decision] = {}
    stale: list[str] = []
    for name, decision in decided.items():
        if name not in here:
            continue
        if _holds(suite, decision, here[name]):
            held[name] = decision
        else:
            stale.append(name)
    followers = {subject.place: subject for subject in subjects if subject.id not in decided}
    for name, decision in decided.items():
        follower = followers.get(decision.subject.place)
        if name in here or follower is None:
            continue
        if decision.verdict == "rejected" and follower.edits <= decision.subject.edits:
            held[follower.id] = Decision(follower, "rejected", decision.reason)
        else:
            stale.append(follower.id)
    return held, tuple(stale)


def _holds(suite: Suite, decision: Decision, now: Subject) -> bool:
    """A no to edits holds wherever they stand; a yes was to what stood around them."""
    if decision.edits is not None:
        return decision.base == base_of(suite, decision.edits)
    return decision.verdict != "accepted" or decision.subject.digest == now.digest


def _digest(suite: Suite, edits: Sequence[Edit]) -> str:
    parts: list[bytes] = []
    for edit in edits:
        if edit.when == "all":
            continue
        raw = suite.raw(edit.path) or b""
        start, end = edit.start, edit.end
        for _ in range(_AROUND + 1):
            start = raw.rfind(b"\n", 0, max(0, start - 1)) + 1
            end = (raw.find(b"\n", end) + 1) or len(raw)
        parts += (
            edit.path.encode("utf-8", "surrogatepass"),
            edit.before,
            edit.after,
            raw[start:end],
        )
    return _hash(*parts)


def _hash(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(b"%d:" % len(part) + part)
    return whole.hexdigest()[:16]
