"""Where a run of the command line begins, and how it ends.

What the verbs need is imported inside, so that an interrupt meanwhile ends as any other.
"""

import sys
from collections.abc import Callable
from typing import NoReturn

from codemods.cli import streams
from codemods.errors import Interrupted, Refusal


def run() -> NoReturn:
    """Run the command line."""
    streams.open_missing()
    sys.exit(ending(_run))


def _run() -> object:
    from codemods.cli.verbs import app

    words = sys.argv[1:]
    takes_more = words[:1] in (["verify"], ["trace"]) and "--" in words
    at = words.index("--") if takes_more else len(words)
    return app(words[:at], standalone_mode=False, obj=words[at + 1 :])


def ending(call: Callable[[], object]) -> int:
    """The exit code of a call; every way to end has its code and its sentence on stderr."""
    try:
        code = call()
        if code == 130:  # how Typer passes on an interrupt
            raise KeyboardInterrupt
        streams.drain()
    except Refusal as refusal:
        code = _end(str(refusal), 2)
    except (KeyboardInterrupt, Interrupted) as stop:
        sentence = str(stop) or "interrupted; what was applied before stays, the rest is untouched"
        code = _end(sentence, 130)
    except BrokenPipeError:
        streams.forget()
        code = 0
    except Exception as error:
        code = _failure(error)
    return code if isinstance(code, int) else 0


def _end(message: str, code: int) -> int:
    from codemods.safe_text import visible

    try:
        streams.drain()
    except (OSError, Refusal):
        streams.forget()
    streams.utter(f"xdistify: {visible(message)}")
    return code


def _failure(error: Exception) -> int:
    if isinstance(error, OSError):  # of Typer's own words, perhaps
        try:
            streams.drain()
        except Refusal as refusal:
            return _end(str(refusal), 2)
        except BrokenPipeError:
            streams.forget()
            return 0
    import io
    import traceback

    told = io.StringIO()
    show = getattr(error, "show", None)
    if callable(show):  # click's own usage errors know how to print themselves
        show(file=told)
        streams.utter(told.getvalue().rstrip("\n"))
        return int(getattr(error, "exit_code", 2))
    if type(error).__name__ == "Abort":
        return _end("interrupted", 130)
    streams.utter(traceback.format_exc().rstrip("\n"))
    return _end("this is a bug in xdistify; nothing was left half-written", 3)
