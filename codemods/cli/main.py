"""The command line, and how a run of it ends."""

import sys
from collections.abc import Callable
from typing import NoReturn

from codemods.cli import changing, looking, reviewing, running
from codemods.cli.app import app
from codemods.errors import Interrupted, Refusal
from codemods.safe_text import visible

__all__ = ["app", "changing", "ending", "looking", "reviewing", "run", "running"]


def run() -> NoReturn:
    """Run the command line."""
    words = sys.argv[1:]
    takes_more = words[:1] in (["verify"], ["trace"]) and "--" in words
    at = words.index("--") if takes_more else len(words)
    sys.exit(ending(lambda: app(words[:at], standalone_mode=False, obj=words[at + 1 :])))


def ending(call: Callable[[], object]) -> int:
    """The exit code of a call; every way to end has its code and its sentence on stderr."""
    try:
        code = call()
        if code == 130:  # how Typer passes on an interrupt
            raise KeyboardInterrupt
    except Refusal as refusal:
        code = _end(str(refusal), 2)
    except (KeyboardInterrupt, Interrupted) as stop:
        sentence = str(stop) or "interrupted; what was applied before stays, the rest is untouched"
        code = _end(sentence, 130)
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:
        code = _failure(error)
    return code if isinstance(code, int) else 0


def _end(message: str, code: int) -> int:
    print(f"xdistify: {visible(message)}", file=sys.stderr)
    return code


def _failure(error: Exception) -> int:
    import traceback

    show = getattr(error, "show", None)
    if callable(show):  # click's own usage errors know how to print themselves
        show(file=sys.stderr)
        return int(getattr(error, "exit_code", 2))
    if type(error).__name__ == "Abort":
        return _end("interrupted", 130)
    traceback.print_exception(error, file=sys.stderr)
    return _end("this is a bug in xdistify; nothing was left half-written", 3)
