"""The after-side of a fix in the reviewer's own editor, and back as edits that were checked."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from codemods.edits.model import Edit, Fix
from codemods.errors import Refusal
from codemods.plan import Plan
from codemods.review.changes import between
from codemods.review.edited import after_side, rewritten
from codemods.review.outcome import checked
from codemods.transforms.primitives.together import together

_FALLBACKS = ("sensible-editor", "editor", "nano", "vim", "vi")
_TAKES_LINE = frozenset(
    {"editor", "emacs", "emacsclient", "joe", "kak", "micro", "nano", "nvim", "sensible-editor"}
    | {"vi", "vim"}
)
"""Editors that take ``+LINE`` in front of a file."""


def edit(
    plan: Plan, fix: Fix, accepted: Sequence[Fix], again: Callable[[str], bool]
) -> tuple[Edit, ...] | None:
    """Let the reviewer rewrite a fix.

    Args:
        fix: as it was proposed, or written before.
        accepted: the fixes that it has to go with, as they were proposed or written.
        again: asked with the sentence that says what is wrong; whether the editor is to be opened
            once more on what was written.

    Returns:
        The edits as they are now, or ``None`` if nothing was changed or the reviewer gave up.

    Raises:
        Refusal: there is no editor, or it failed.
    """
    before = after_side(plan, fix)
    first = between(plan.suite, [], together(plan.suite, [fix]), before)[0]
    line = next((it.new for it in first.hunks[0].lines if it.sign != " " and it.new), 1)
    with tempfile.TemporaryDirectory(prefix="xdistify-review-") as name:
        folder = Path(name)
        for path, content in before.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        while True:
            _run(
                _command(
                    [folder / path for path in (first.path, *_others(before, first.path))], line
                )
            )
            contents = {path: _came_back(folder, path) for path in before}
            if contents == before:
                return None
            try:
                edits = rewritten(plan, fix, contents)
                checked(plan, replace(fix, edits=edits), tuple(accepted), contents)
            except Refusal as refusal:
                if not again(str(refusal)):
                    return None
                continue
            return edits


def _others(before: Mapping[str, bytes], first: str) -> list[str]:
    return [path for path in before if path != first]


def _came_back(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError as error:
        raise Refusal(f"{path} did not come back from the editor ({error.strerror})") from error


def _command(files: Sequence[Path], line: int) -> list[str]:
    chosen = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    try:
        words = shlex.split(chosen, posix=os.name == "posix") if chosen else _found()
    except ValueError as error:
        raise Refusal(f"EDITOR is no command: {chosen!r} ({error})") from error
    if Path(words[0]).name in _TAKES_LINE and len(words) == 1:
        words = [*words, f"+{line}"]
    return [*words, *(str(file) for file in files)]


def _found() -> list[str]:
    for name in _FALLBACKS:
        if path := shutil.which(name):
            return [path]
    raise Refusal("there is no editor: set EDITOR, or say yes or no to the fix as it is")


def _run(command: Sequence[str]) -> None:
    try:
        with _interrupts_go_to_the_editor():
            status = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise Refusal(f"the editor {command[0]} cannot be started ({error.strerror})") from error
    if status:
        raise Refusal(f"the editor {command[0]} ended with {status}: nothing was taken over")


@contextmanager
def _interrupts_go_to_the_editor() -> Iterator[None]:
    """Ctrl-C in an editor is the editor's: what is written there must not be lost by it."""
    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)
    except ValueError:  # not in the main thread, where no interrupt arrives
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
