"""The answers that a review takes: one letter, or its word, the same wherever it asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        letter: capitals reach further than one fix.
        words: what may be typed instead, in small letters; the first names the answer.
        help: what it does.
    """

    letter: str
    words: tuple[str, ...]
    help: str

    @property
    def name(self) -> str:
        return self.words[0]


ANSWERS = (
    Answer("y", ("yes", "accept"), "accept this fix"),
    Answer("n", ("no", "reject"), "reject this fix; it is not asked again"),
    Answer("s", ("skip", "later"), "leave it for later; the next review asks again"),
    Answer("e", ("edit",), "edit what it writes, in $EDITOR, and accept that"),
    Answer("i", ("ignore",), "leave the hazard for good: a comment in the code says so"),
    Answer("u", ("undo", "back"), "take the last answer back, and ask that again"),
    Answer("A", ("all", "accept all"), "accept all safe fixes that are left of this transform"),
    Answer("R", ("reject all", "none"), "reject all fixes that are left of this transform"),
    Answer("P", ("path", "resource"), "accept all safe fixes that are left for this resource"),
    Answer("q", ("quit", "exit"), "stop; what was answered is kept, nothing is applied"),
    Answer("?", ("help",), "show this"),
)
LETTERS = ",".join(answer.letter for answer in ANSWERS)
_REDO = Answer("", ("redo",), "answer again what was undone")


def understood(text: str) -> Answer | None:
    """The answer that was typed, ``None`` for anything else."""
    typed = text.strip()
    for answer in (*ANSWERS, _REDO):
        if typed and (typed == answer.letter or typed.lower() in answer.words):
            return answer
    return None


def correction(text: str) -> str:
    """One sentence for somebody who typed something else."""
    typed = text.strip()
    other = next((it for it in ANSWERS if it.letter == typed.swapcase()), None)
    if other:
        return f"{typed!r} is no answer; {other.letter!r} would {other.help}"
    if not typed:
        return f"type one of {LETTERS}, or ? for what they mean"
    return f"{typed!r} is no answer; type one of {LETTERS}, or ? for what they mean"


def help_lines() -> list[str]:
    """What each answer does, one line each."""
    width = max(len(answer.name) for answer in ANSWERS)
    lines = [f"  {it.letter}  {it.name:<{width}}  {it.help}" for it in ANSWERS]
    return [*lines, f"     {_REDO.name:<{width}}  {_REDO.help}"]
