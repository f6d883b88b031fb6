"""Three-way merge of bytes by ``git merge-file``, which needs no repository."""

import re
import secrets
import tempfile
from pathlib import Path

from codemods import git
from codemods.errors import Refusal

MARKER = 40


class ConflictError(Exception):
    """Both sides changed the same bytes.

    Attributes:
        lines: first and last line, counted from 1, of each place in *our* side.
    """

    def __init__(self, lines: tuple[tuple[int, int], ...]) -> None:
        super().__init__(lines)
        self.lines = lines

    def __str__(self) -> str:
        return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in self.lines)


def merge(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Carry the changes from ``base`` to ``theirs`` over to ``ours``.

    Whole lines are tried first, then words, so that a change on the next line is no conflict.

    Raises:
        ConflictError: both sides changed the same words.
        Refusal: there is no git to do it.
    """
    if ours == base:
        return theirs
    if theirs in (base, ours):
        return ours
    label = secrets.token_hex(8)
    merged, clean = _merge_file(base, ours, theirs, label)
    if clean:
        return merged
    one, two, three = (_one_word_a_line(text) for text in (base, ours, theirs))
    words, clean = _merge_file(one, two, three, label)
    if clean:
        return b"".join(bytes.fromhex(line.decode("ascii")) for line in words.split())
    raise ConflictError(_conflicting_lines(words, label.encode("ascii")))


def words_of(text: bytes) -> list[bytes]:
    """``text`` cut into words, runs of blanks, single signs and line ends; joined, it is whole."""
    return re.findall(rb"\w+|[ \t]+|[^\w \t]", text)


def lines_of(text: bytes) -> list[bytes]:
    """``text`` cut after each line feed, as git counts lines; joined, it is whole."""
    return re.findall(rb"[^\n]*\n|[^\n]+", text)


def _one_word_a_line(text: bytes) -> bytes:
    return b"".join(word.hex().encode("ascii") + b"\n" for word in words_of(text))


def _merge_file(base: bytes, ours: bytes, theirs: bytes, label: str) -> tuple[bytes, bool]:
    with tempfile.TemporaryDirectory(prefix="xdistify-") as name:
        folder = Path(name)
        for side, content in (("ours", ours), ("base", base), ("theirs", theirs)):
            (folder / side).write_bytes(content)
        words = ["-q", f"--marker-size={MARKER}", "-L", label, "-L", label, "-L", label]
        try:
            status, merged = git.merge(folder, *words, "ours", "base", "theirs")
        except FileNotFoundError as error:
            raise Refusal(
                "a file was edited since the fix was applied, and git, which is needed to merge "
                "the two, is not on PATH."
            ) from error
    return merged, status == 0


def _conflicting_lines(words: bytes, label: bytes) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    line, start = 1, 0
    side = "both"
    for text in words.splitlines():
        if text == b"<" * MARKER + b" " + label:
            side, start = "ours", line
        elif side == "ours" and text in (b"|" * MARKER + b" " + label, b"=" * MARKER):
            side = "theirs"
            found.append((start, line))
        elif text == b">" * MARKER + b" " + label:
            side = "both"
        elif side != "theirs":
            line += text == b"\n".hex().encode("ascii")
    return tuple(found)
