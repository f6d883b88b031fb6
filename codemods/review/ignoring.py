"""Comments that tell every later run to leave a hazard as it is."""

import ast
import hashlib
from collections.abc import Iterable, Sequence

from codemods.edits.model import Edit, Fix
from codemods.errors import Refusal
from codemods.hazards.ignored import lines_of
from codemods.hazards.model import Hazard
from codemods.safe_text import visible
from codemods.suite.bodies import parsed
from codemods.suite.model import Suite

NAME = "ignore"
"""Stands where the name of a transform does, in the record and in the messages of commits."""


def ignoring(
    suite: Suite, hazard: Hazard, reason: str, others: Iterable[Hazard], beside: Sequence[Fix] = ()
) -> Fix:
    """The comment on the first line that says what is shared, and nothing else that is.

    Args:
        reason: in the reviewer's words, put behind the comment; may be empty.
        others: the other hazards, which the comment must not silence.
        beside: fixes that go into the files with it.

    Raises:
        Refusal: no line can take it.
    """
    words = " ".join(visible(reason, keep="").split())
    comment = f"  # xdistify: ignore[{hazard.name}] {words}".rstrip()
    taken = {place for other in others for place in lines_of(suite, other)}
    own_lines = [place for place in dict.fromkeys(lines_of(suite, hazard)) if place not in taken]
    for path, line in own_lines:
        edit = _comment(suite, path, line, comment)
        if edit and not _crosses(edit, beside):
            identity = hashlib.sha256(
                f"{NAME}\0{hazard.id}\0{comment}".encode("utf-8", "surrogatepass")
            ).hexdigest()[:8]
            tests = tuple(sorted(one.id for one in hazard.tests))
            why = f"left as it is{': ' if words else ''}{words}"
            own = Edit(
                edit.path, edit.start, edit.end, edit.before, edit.after, frozenset({identity})
            )
            return Fix(identity, NAME, hazard.name, hazard.resource, why, "safe", tests, (own,))
    if not comment.isascii() and any(_comment(suite, *it, "  # x") for it in own_lines):
        raise Refusal("the encoding of the file cannot hold this reason: say it in other letters")
    raise Refusal(
        f"no line that names {hazard.resource}, and nothing else that is shared, can take a "
        "comment: reject the fix instead"
    )


def _comment(suite: Suite, path: str, line: int, comment: str) -> Edit | None:
    module = suite.modules.get(path)
    if module is None or not line:
        return None
    source = module.source
    text = source.line(line)
    at = source.line_start(line) + len(text.rstrip())
    try:
        added = source.encode(comment)
        changed = parsed(source.raw[:at] + added + source.raw[at:])
    except (SyntaxError, ValueError):
        return None
    if ast.dump(changed) != ast.dump(source.tree):
        return None
    return Edit(path, at, at, b"", added, frozenset())


def _crosses(edit: Edit, fixes: Iterable[Fix]) -> bool:
    return any(
        other.path == edit.path and other.start < edit.start <= other.end
        for fix in fixes
        for other in fix.edits
    )
