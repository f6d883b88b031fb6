"""Where words go: content to stdout, talk to stderr."""

import sys
from pathlib import Path

from codemods.cli.options import Settings
from codemods.errors import Refusal
from codemods.safe_text import visible


def say(settings: Settings, message: str) -> None:
    """Talk goes to stderr, and not at all with ``--quiet``."""
    if not settings.quiet:
        print(visible(message), file=sys.stderr)


def complain(message: str) -> None:
    """What nobody may miss goes to stderr with ``--quiet`` as well."""
    print(f"xdistify: {visible(message)}", file=sys.stderr)


def write(content: bytes) -> None:
    """Content goes to stdout, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_file(output: Path, content: str) -> None:
    """Content goes to a file that the user named.

    Raises:
        Refusal: it cannot be written.
    """
    try:
        output.write_bytes(content.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise Refusal(f"{output} cannot be written ({error.strerror})") from error
