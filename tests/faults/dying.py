"""Lets each step of each way to change a suite go wrong, one after the other: a script.

After each it looks at what was left, types the same command again, and takes everything back.
Prints one JSON object a line for each step at which a promise was broken, then one with figures:
of all that was left behind, ``endings`` counts what had not been left by any step before.
"""

import argparse
import ctypes
import hashlib
import json
import os
import random
import secrets
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from codemods.cli import planning
from codemods.cli.options import Settings, read_settings
from tests.faults.checks import Broken, Ended, State, Way, judge
from tests.faults.steps import COUNT, HURTS, Control, Hurt, build, why_not
from tests.faults.suites import generated

PR_SET_CHILD_SUBREAPER = 36
NONE: tuple[str, ...] = ()

WAYS = {
    "apply": Way(["apply"]),
    "apply-no-git": Way(["apply"], git=False),
    "apply-commit": Way(["apply", "--commit", "transform"]),
    "apply-fix": Way(["apply", "--commit", "fix"]),
    "apply-branch": Way(["apply", "--branch", "safe"]),
    "revert": Way(["revert", "--all"], before=[["apply"]]),
    "revert-no-git": Way(["revert", "--all"], before=[["apply"]], git=False),
    "revert-some": Way(["revert", "tmp-path"], before=[["apply"]]),
    "revert-commit": Way(
        ["revert", "--all", "--commit"], before=[["apply", "--commit", "transform"]]
    ),
    "review": Way(["review", "--accept", "proven", "--apply"]),
    "review-apply": Way(
        ["review", "--apply", "--commit", "transform"], before=[["review", "--accept", "proven"]]
    ),
    "decide": Way(["review", "--accept", "proven"]),
    "revert-decided": Way(
        ["revert", "--all"],
        before=[["review", "--reject", "stable-params"], ["apply"]],
    ),
}

DATE = "2020-02-02T20:20:20Z"
SETTINGS = """\
[user]
name = Ada
email = ada@example.org
[init]
defaultBranch = main
[core]
fsync = none
"""


@dataclass
class Bench:
    """The folders of one session, and the command run in children of this process."""

    base: Path
    control: Control
    plans: dict[str, Any] = field(default_factory=dict)
    typed: int = 0

    @property
    def root(self) -> Path:
        """Where every command runs, so that a plan made once fits the next copy too."""
        return self.base / "root"

    def run(self, words: list[str], hurt: Hurt = COUNT, at: int = 0) -> Ended:
        """One command as a user would type it, with one of its steps gone wrong.

        What the children would do again and again is done here once: importing the modules, and
        analysing a suite of the same bytes. What they draw by chance depends on the number of the
        command alone.
        """
        self.typed += 1
        told, output = os.pipe()
        temporary = self.base / "tmp"
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        child = os.fork()
        if child == 0:
            os.dup2(output, 1)
            os.dup2(output, 2)
            planning._whole_plan = self._known_plan
            _draw(random.Random(self.typed))
            _be_the_command(self.root, words, self.control, hurt, at)
        os.close(output)
        with os.fdopen(told, errors="replace") as stream:
            words_told = stream.read()
        status = os.waitpid(child, 0)[1]
        _await_orphans()
        count = self.control.disarm()
        return Ended(os.waitstatus_to_exitcode(status), words_told, count)

    def learn(self) -> None:
        """Analyse what is in the root now, for all children that find the same there."""
        settings = read_settings(None, self.root, None, None, None, True, True)
        self.plans[self._digest()] = WHOLE_PLAN(settings, None)

    def _known_plan(self, settings: Settings, executor: Executor | None) -> Any:
        return self.plans.get(self._digest()) or WHOLE_PLAN(settings, executor)

    def _digest(self) -> str:
        found = sorted(self.root.rglob("*.py"))
        pieces = [f"{path}\0".encode() + path.read_bytes() for path in found]
        return hashlib.sha256(b"\0".join(pieces)).hexdigest()


def _be_the_command(root: Path, words: list[str], control: Control, hurt: Hurt, at: int) -> None:
    from codemods.cli.main import ending

    try:
        os.chdir(root)
        tempfile.tempdir = None
        control.arm(hurt, at)
        code = ending(lambda: _command()(words, standalone_mode=False, obj=[]))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    finally:
        os._exit(99)


@lru_cache
def _command() -> Any:
    from typer.main import get_command

    from codemods.cli.verbs import app

    return get_command(app)


def _draw(chance: random.Random) -> None:
    secrets.token_hex = lambda size=32: chance.randbytes(size or 32).hex()
    uuid.uuid4 = lambda: uuid.UUID(bytes=chance.randbytes(16), version=4)


def _await_orphans() -> None:
    """Let a git that outlived its parent come to its end, as it does before a person is back."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


WHOLE_PLAN = planning._whole_plan


def _import_everything() -> None:
    import filelock  # noqa: F401
    import git  # noqa: F401

    import codemods.cli.changes
    import codemods.cli.decisions
    import codemods.cli.main
    import codemods.cli.verbs
    import codemods.plan
    import codemods.review.desk  # noqa: F401
    from codemods.history import settling
    from codemods.transforms.api import load_transforms

    load_transforms()
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        _command()(["explain", "tmp-path"], standalone_mode=False)  # Typer imports as it parses
    # The orphans have come to their end, so that nobody needs to be waited for.
    settling.GRACE = 0.0
    settling.LOCK_SECONDS = 0.05  # type: ignore[attr-defined]


def _numbers(count: int, options: argparse.Namespace, chance: random.Random) -> Iterator[int]:
    sample = options.sample
    if sample is None or sample >= count:
        yield from range(options.first, count + 1, options.every)
        return
    size = count / sample
    for part in range(sample):
        yield 1 + min(count - 1, int(part * size + chance.random() * size))


def main() -> int:
    options = _options()
    if reason := why_not():
        print(json.dumps({"skipped": reason}))
        return 0
    base = Path(options.base or tempfile.mkdtemp(prefix="deaths-")).resolve()
    base.mkdir(exist_ok=True)
    control = base / "control"
    if os.environ.get("FAULTS_CONTROL") != str(control):
        _again_with_the_library(base, control)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    bench = Bench(base, Control(control))
    _import_everything()
    chance = random.Random(options.seed)
    failures = 0
    for name in options.ways.split(",") if options.ways else WAYS:
        state = State.made(bench, WAYS[name], generated(options.seed, options.files, options.tests))
        for kind in options.hurts.split(",") if options.hurts else HURTS:
            hurt = HURTS[kind]
            count = state.steps(hurt)
            numbers = options.at or list(_numbers(count, options, chance))
            locks = bad = 0
            known = len(state.remains)
            for at in numbers:
                where = {"way": name, "hurt": kind, "at": at, "seed": options.seed}
                try:
                    locks += judge(state, hurt, at)
                except Broken as broken:
                    bad += 1
                    print(json.dumps({**where, "broken": str(broken)}), flush=True)
                    if options.keep:
                        return 1
            failures += bad
            figures = {"way": name, "hurt": kind, "steps": count, "tried": len(numbers)}
            endings = {"endings": len(state.remains) - known, "broken": bad, "locks": locks}
            print(json.dumps({**figures, **endings}), flush=True)
    if not options.base:
        shutil.rmtree(base)
    return 1 if failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ways", help=f"of {','.join(WAYS)}; default: all")
    parser.add_argument("--hurts", help=f"of {','.join(HURTS)}; default: all")
    parser.add_argument("--seed", type=int, default=1, help="of the suite and the sample")
    parser.add_argument("--files", type=int, default=4, help="test modules of the suite")
    parser.add_argument("--tests", type=int, default=9, help="tests of the suite")
    parser.add_argument("--sample", type=int, help="so many steps, spread; default: every step")
    parser.add_argument("--every", type=int, default=1, help="only each so-manieth step")
    parser.add_argument("--first", type=int, default=1, help="the step that --every begins with")
    parser.add_argument("--at", type=int, action="append", help="just this step")
    parser.add_argument("--base", help="an empty folder to work in; it stays")
    parser.add_argument("--keep", action="store_true", help="stop at the first broken promise")
    return parser.parse_args()


def _again_with_the_library(base: Path, control: Path) -> None:
    home = base / "home"
    home.mkdir(exist_ok=True)
    (home / ".gitconfig").write_text(SETTINGS)
    control.write_bytes(bytes(32))
    environment = {name: it for name, it in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "LD_PRELOAD": str(build(base)),
        "FAULTS_CONTROL": str(control),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": DATE,
        "GIT_COMMITTER_DATE": DATE,
        "TMPDIR": str(base / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDISTIFY_CACHE": "",  # its steps are not those of files, ledger and git
    }
    arguments = sys.argv[1:]
    if "--base" not in arguments:
        arguments += ["--base", str(base)]
    os.execve(sys.executable, [sys.executable, __file__, *arguments], environment)


if __name__ == "__main__":
    sys.exit(main())
