"""``demo``: the whole journey on the suite that ships with the package."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from dataclasses import replace
from importlib.resources import as_file, files
from io import StringIO
from pathlib import Path

from codemods import git
from codemods.cli.changes import describe
from codemods.cli.options import Settings, read_settings
from codemods.cli.planning import plan_for
from codemods.cli.report import summary, unified_diff
from codemods.cli.streams import utter
from codemods.errors import Refusal
from codemods.history import apply_fixes, originals_before_fixes, revert_fixes
from codemods.plan import Plan, changed_files
from codemods.runs.execute import run_suite
from codemods.runs.outcomes import Run
from codemods.runs.pythons import find_python, inspect_python
from codemods.runs.verify import verify

_BRANCH = "xdistify"
_WORKERS = 3
_MODES = ("load", "loadscope", "loadfile", "worksteal")
_NEEDS = "the demo runs a suite here: pip install 'xdistify[demo]' for pytest and pytest-xdist"


def show_journey(keep: Path | None, python: str | None, quiet: bool, no_color: bool) -> int:
    """Collide, scan, apply, verify, revert, and say so in one screen.

    Args:
        quiet: say nothing, unless a step goes wrong.

    Returns:
        0 if every step went as it should, else 1.

    Raises:
        Refusal: pytest, pytest-xdist or git is missing, or ``keep`` is there already.
    """
    executable = find_python(Path.cwd(), python, None) if python else Path(sys.executable)
    try:
        environment = inspect_python(executable)
    except Refusal as refusal:
        raise Refusal(str(refusal) if python else _NEEDS) from refusal
    if environment.xdist is None:
        raise Refusal(f"{executable} has no pytest-xdist for the demo" if python else _NEEDS)
    if shutil.which("git") is None:
        raise Refusal("the demo commits on a branch, and there is no git")
    told = StringIO()
    with redirect_stdout(told) if quiet else nullcontext():
        good = _told(keep, executable, no_color)
    if not good:
        utter(told.getvalue().rstrip("\n"))
    return 0 if good else 1


def _told(keep: Path | None, python: Path, no_color: bool) -> bool:
    started = time.monotonic()
    with _suite(keep) as root:
        settings = replace(
            read_settings(None, root, None, None, None, True, no_color), no_color=no_color
        )
        good = _steps(settings, root, python)
    _tell("", f"{time.monotonic() - started:.0f} seconds in all.")
    if keep:
        _tell("", f"The suite is in {keep}.")
    return good


@contextmanager
def _suite(keep: Path | None) -> Iterator[Path]:
    if keep is not None and keep.exists():
        raise Refusal(f"{keep} is there already")
    with tempfile.TemporaryDirectory(prefix="xdistify-demo-") as temporary:
        root = (keep if keep is not None else Path(temporary) / "suite").resolve()
        with as_file(files("codemods.runs") / "demo_suite") as source:
            shutil.copytree(source, root, ignore=shutil.ignore_patterns("__pycache__"))
        _git(root, "init", "-q", "-b", "main")
        for name, value in (("name", "xdistify demo"), ("email", "demo@example.invalid")):
            _git(root, "config", f"user.{name}", value)
        _git(root, "config", "commit.gpgsign", "false")
        _git(root, "add", ".")
        _git(root, "commit", "-q", "--no-verify", "-m", "A suite that is green alone")
        yield root


def _git(root: Path, *arguments: str) -> str:
    answer = git.work(root, *arguments)
    if answer.status:
        raise Refusal(f"git {arguments[0]} failed: {answer.words}")
    return answer.out


def _steps(settings: Settings, root: Path, python: Path) -> bool:
    pristine = _bytes_of(root)
    _tell("collide", f"pytest -n {_WORKERS}, in a suite that is green without -n:")
    run = _run(root, python)
    _tell("", f"{run.failed + run.errors} of {len(run.results)} tests fail, for example")
    for test, message in _failures(run)[:2]:
        _tell("", f"  {test}: {message}")

    plan: Plan = plan_for(settings)
    _tell("scan", summary(plan))
    for finding in plan.findings[:3]:
        met = len(finding.hazard.tests)
        _tell("", f"  {finding.hazard.resource}: {met} test{'s' * (met != 1)} meet on it")

    fixes = [fix for fix in plan.fixes if fix.safety == "safe"]
    diff = unified_diff(changed_files(plan, fixes)).decode()
    _tell("diff", f"the first of {diff.count('@@ -')} hunks:")
    for line in _first_hunk(diff):
        _tell("", f"  {line}")
    applied = apply_fixes(
        root,
        plan.originals(fixes),
        fixes,
        commit="transform",
        branch=_BRANCH,
        allow_dirty=False,
        describe=describe,
    )
    untouched = _bytes_of(root) == pristine
    _tell("apply", f"{len(fixes)} fixes on branch {_BRANCH}; your checkout stays as it is")
    for commit in applied.commits:
        _tell("", f"  {commit.sha[:10]} {commit.subject}")
    _git(root, "checkout", "-q", _BRANCH)

    verification = verify(
        root,
        before=originals_before_fixes(root),
        after={},
        python=python,
        workers=_WORKERS,
        dists=_MODES,
        repeat=1,
        pytest_args=(),
        paths=(),
        timeout=120,
    )
    _tell("verify", f"{verification.verdict}: {len(verification.repaired)} tests repaired")
    for line in _table(verification.runs):
        _tell("", f"  {line}")
    proof = verification.proof
    if proof:
        rounds = f"{len(proof.red_before)} of {2 * proof.pairs} rounds red before"
        _tell("", f"  both at once, {proof.pairs} pairs: {rounds}, {len(proof.red_after)} after")
    if verification.is_proved:
        _tell("", "  no two tests meet any longer, so no schedule can make them race")

    revert_fixes(root, [], everything=True, allow_dirty=False, commit=False)
    back = _bytes_of(root) == pristine
    _tell("revert", "every byte is back" if back else "the files are NOT as they were")
    red = bool(run.failed + run.errors)
    is_better = verification.ok and verification.is_proved and verification.verdict == "better"
    return red and untouched and back and is_better


def _bytes_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not {".git", "__pycache__", ".pytest_cache"} & set(path.parts)
    }


def _run(root: Path, python: Path) -> Run:
    with tempfile.TemporaryDirectory(prefix="xdistify-demo-") as temporary:
        copy = Path(temporary) / root.name
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".git"))
        return run_suite(
            copy,
            python,
            workers=_WORKERS,
            dist="load",
            pytest_args=(),
            paths=(),
            timeout=120,
        )


def _failures(run: Run) -> list[tuple[str, str]]:
    return [
        (test, result.message[:90])
        for test, result in run.results.items()
        if result.outcome in ("failed", "error")
    ]


def _first_hunk(diff: str) -> list[str]:
    lines = diff.splitlines()
    starts = [index for index, line in enumerate(lines) if line.startswith("@@")]
    wanted = next((i for i in starts if "(tmp_path)" in "".join(lines[i : i + 14])), starts[0])
    following = [index for index in starts if index > wanted]
    hunk = lines[wanted + 1 : following[0] if following else None]
    return [line for line in hunk if line[:1] in "+-"][:8]


def _table(runs: tuple[Run, ...]) -> list[str]:
    rows = []
    for mode in ("serial", *_MODES):
        sides = []
        for side in ("before", "after"):
            found = next((run for run in runs if run.name == f"{side}/{mode}"), None)
            bad = (found.failed + found.errors) if found else 0
            sides.append(f"{side} {'green' if not bad else f'{bad} red'}")
        rows.append(f"{mode:<10} {sides[0]:<14} {sides[1]}")
    return rows


def _tell(step: str, text: str) -> None:
    print(f"{step:<8} {text}", flush=True)
