"""The reviewer's editor, with the whole terminal, and the question after it."""

from collections.abc import Sequence

from codemods.edits.model import Edit, Fix
from codemods.plan import Plan
from codemods.review.editor import edit
from codemods.safe_text import visible


def in_editor(plan: Plan, fix: Fix, accepted: Sequence[Fix]) -> tuple[Edit, ...] | None:
    """Let the reviewer rewrite a fix, until it can be taken or the reviewer gives up.

    Raises:
        Refusal: there is no editor, or it failed.
    """
    return edit(plan, fix, accepted, _again)


def _again(sentence: str) -> bool:
    print(f"{visible(sentence, keep='')}.")
    try:
        answer = input("Edit again, where you left it? [y,n] ")
    except (EOFError, KeyboardInterrupt):
        return False
    return answer.strip().lower() in ("y", "yes")
