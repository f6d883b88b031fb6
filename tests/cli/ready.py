"""A process that has imported the command line, and becomes it in a child for each job: a script.

Each job is a line of JSON on stdin: the words, the folder, the environment, and the files that take
stdout and stderr. The answer is a line with the exit code, negative for the signal that ended it.
"""

import atexit
import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

SECONDS = 120
USED = (
    "concurrent.futures",
    "email.parser",
    "filelock",
    "git",
    "importlib.resources.readers",
    "libcst.native",
    "platformdirs",
    "sqlite3",
    *(
        f"codemods.{name}"
        for name in (
            "cache",
            "cli.changes",
            "cli.decisions",
            "cli.formats",
            "cli.standing",
            "cli.style",
            "hazards.documents",
            "plan",
            "repositories",
            "review.desk",
            "runs.tracing",
            "suite.read",
        )
    ),
)
"""What most verbs import once they run."""


def main() -> None:
    """Take jobs until there are none."""
    for name in USED:
        import_module(name)
    import typer.main

    from codemods.cli.main import run
    from codemods.cli.verbs import app
    from codemods.transforms.api import load_transforms

    load_transforms()
    typer.main.get_command = cache(typer.main.get_command)
    verb = typer.main.get_command(app).commands["scan"]  # type: ignore[attr-defined]
    verb.make_context("scan", []).close()  # Typer imports as it parses
    gc.freeze()
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
            _end(run)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(1, b"%d\n" % code)


def _become(job: dict[str, Any]) -> None:
    signal.alarm(SECONDS)
    os.chdir(job["folder"])
    os.environ.clear()
    os.environ.update(job["environment"])
    sys.argv[1:] = job["words"]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, path in enumerate((os.devnull, job["out"], job["err"])):
        opened = os.open(path, flags if number else os.O_RDONLY, 0o600)
        os.dup2(opened, number)
        os.close(opened)


def _end(run: Callable[[], object]) -> None:
    """Run, and end as a Python does that has nothing to free."""
    code = 99
    try:
        run()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(ValueError):  # closed
                stream.flush()
        atexit._run_exitfuncs()
        os._exit(code)


if __name__ == "__main__":
    main()
