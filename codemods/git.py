"""The one door to git, in two ways: to look, and to work as the user would at a prompt.

A repository can name programs in its configuration and attributes: a file-system monitor, filters,
drivers of diffs, hooks, transports of a partial clone. Looking runs none of them; what git is told
to do for a commit runs them all, as it would without us.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codemods.errors import Refusal

PATIENCE = 60.0
"""Seconds that a question to git may take; what it is told to do for a commit may take longer."""
_EMPTY = "XDISTIFY_NOTHING"
_COMPARING = frozenset({"diff", "reset", "status", "worktree"})
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES")
_NOTHING = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.editor": "false",
    "core.sshCommand": "false",
    "core.alternateRefsCommand": "false",
    "gpg.program": "false",
    "log.showSignature": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
}
"""Settings of which the value names a program or makes git run one. Source: git-config(1)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one git command said: its exit status, its output, and both outputs for people."""

    status: int
    out: str
    words: str


def look(top: Path, *words: str) -> Answer:
    """Run one git command in ``top``, and no program besides git.

    Without filters, a file that only a filter makes equal to what is committed counts as changed
    once git's index no longer knows it.

    Raises:
        FileNotFoundError: there is no git on PATH.
        Refusal: git waits for something, such as a pipe that its configuration includes.
    """
    filters: list[str] = []
    if words[0] in _COMPARING:
        filters = [f"--config-env={name}={_EMPTY}" for name in _filters(top)]
    if words[0] == "diff":
        words = ("diff", "--no-ext-diff", "--no-textconv", *words[1:])
    return _run([*_quiet(), *filters, "-C", str(top), *words], _plain(), PATIENCE)


def work(top: Path, *words: str) -> Answer:
    """Run one git command in ``top`` as the user would: with hooks, filters and signing.

    Raises:
        FileNotFoundError: there is no git on PATH.
    """
    quiet = {"GIT_OPTIONAL_LOCKS": "0"} if words[0] == "status" else {}
    environment = {**os.environ, "LANGUAGE": "C", "LC_ALL": "C", **quiet}
    return _run(["git", "-C", str(top), *words], environment, None)


def merge(folder: Path, *words: str) -> tuple[int, bytes]:
    """The exit status and the output of ``git merge-file -p`` on files in ``folder``.

    Raises:
        FileNotFoundError: there is no git on PATH.
    """
    command = ["git", "-C", str(folder), "merge-file", "-p", *words]
    done = subprocess.run(command, env=_plain(), capture_output=True, check=False)
    return done.returncode, done.stdout


def _quiet() -> list[str]:
    settings = [word for name, value in _NOTHING.items() for word in ("-c", f"{name}={value}")]
    return ["git", "--no-pager", *settings]


def _filters(top: Path) -> Iterator[str]:
    """The settings of this repository and this user that name a filter."""
    pattern = r"^filter\..*\.(clean|smudge|process|required)$"
    question = ["-C", str(top), "config", "-z", "--name-only", "--get-regexp", pattern]
    answer = _run([*_quiet(), *question], _plain(), PATIENCE)
    yield from sorted({name for name in answer.out.split("\0") if name})


def _plain() -> dict[str, str]:
    """The environment without what steers git from outside, such as from inside a hook."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        _EMPTY: "",
    }


def _run(command: Sequence[str], environment: Mapping[str, str], patience: float | None) -> Answer:
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=patience,
        )
    except subprocess.TimeoutExpired as error:
        folder = command[command.index("-C") + 1]
        raise Refusal(
            f"git did not answer within {patience:.0f} seconds in {folder}: type git status there "
            "to see what keeps it waiting, such as a pipe in its configuration."
        ) from error
    except ValueError as error:  # a null byte in a name
        return Answer(128, "", str(error))
    out, err = (os.fsdecode(stream) for stream in (done.stdout, done.stderr))
    words = "\n".join(part.strip() for part in (out, err) if part.strip())
    if done.returncode < 0:
        words = f"{words}\nit was ended by signal {-done.returncode}".strip()
    return Answer(done.returncode, out.removesuffix("\n"), words)
