"""Where words go: content to stdout, talk to stderr."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from codemods.cli import streams
from codemods.cli.options import Settings
from codemods.errors import Refusal
from codemods.safe_text import visible

_LISTENER: ContextVar[list[str] | None] = ContextVar("_LISTENER", default=None)


def say(settings: Settings, message: str) -> None:
    """Talk goes to stderr, and not at all with ``--quiet``."""
    if not settings.quiet:
        _utter(visible(message))


def complain(message: str) -> None:
    """What nobody may miss goes to stderr with ``--quiet`` as well."""
    _utter(f"xdistify: {visible(message)}")


@contextmanager
def overheard() -> Iterator[list[str]]:
    """A list that gets what is said meanwhile, instead of stderr: it is somebody else's there."""
    said: list[str] = []
    token = _LISTENER.set(said)
    try:
        yield said
    finally:
        _LISTENER.reset(token)


def _utter(words: str) -> None:
    said = _LISTENER.get()
    if said is None:
        streams.utter(words)
    else:
        said.append(words)


def write_file(output: Path, content: str) -> None:
    """Content goes to a file that the user named.

    Raises:
        Refusal: it cannot be written.
    """
    try:
        output.write_bytes(content.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise Refusal(f"{output} cannot be written ({error.strerror})") from error
