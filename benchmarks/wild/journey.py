"""One suite's journey: a repository of it, scan, apply, verify, revert; and what came of it."""

import hashlib
import json
import os
import shutil
import signal
import stat
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.wild.prepare import locales_of
from benchmarks.wild.suites import Suite

WORKERS = 4
SCHEDULERS = ("load", "loadscope", "loadfile", "worksteal")
STRESS = "each"
_RUNS = 3 + len((*SCHEDULERS, STRESS))
"""Runs of each kind, a traced one and its pairs among them; what a time limit is made of."""

_NOT_RUN = ("why", "limit", "locales")
"""What of a suite says nothing about what is run."""


class Failed(Exception):
    """A step that did not end as it should, and what it said."""


def travel(
    suite: Suite,
    source: Path,
    python: Path,
    *,
    rounds: int,
    known: Mapping[str, Any] | None,
    tell: Callable[[str], None],
) -> dict[str, Any]:
    """Make a suite safe in a fresh copy, prove that, and take it back.

    Args:
        suite: which.
        source: its unpacked source distribution, which is copied.
        python: what runs its tests.
        rounds: how often each run is made.
        known: an earlier result. Its runs are taken over if the same tests were run as often, and
            the fixes were the same to the byte.
        tell: told which step begins.

    Returns:
        The result, as it is kept.

    Raises:
        Failed: a verb failed, or bytes were not given back.
    """
    with _workshop(source) as desk:
        if suite.locales:
            desk.env["LOCPATH"] = str(locales_of(python))
        tell("scan")
        found = json.loads(desk.xdistify(suite, ["scan", "--format", "json"], python, {0, 1}))
        original = _bytes_of(desk.tree)
        tell("apply")
        desk.xdistify(suite, ["apply"], python, {0})
        diff = desk.git("diff", "--binary", "HEAD")
        state = _digest(suite, rounds, diff)
        if known and known.get("state") == state and "runs" in known:
            proved = {key: known[key] for key in _PROVED}
        else:
            tell("verify")
            report = _verify(desk, suite, python, rounds)
            proved = _proof(json.loads(report.replace(str(desk.folder), "…")))
        tell("revert")
        desk.xdistify(suite, ["revert", "--all"], python, {0}, paths=False)
        if _bytes_of(desk.tree) != original:
            raise Failed("revert: not every byte is back")
    return {
        "name": suite.name,
        "version": suite.version,
        "why": suite.why,
        "state": state,
        "rounds": rounds,
        "hazards": [_hazard(one) for one in found["hazards"]],
        **proved,
    }


_PROVED = ("python", "pytest", "xdist", "runs", "regressions", "meet", "gone", "speedup")


def _verify(desk: "_Desk", suite: Suite, python: Path, rounds: int) -> str:
    modes = ",".join((*SCHEDULERS, STRESS))
    flags = ["-n", str(WORKERS), "--dist", modes, "--repeat", str(rounds), "--format", "json"]
    verb = ["verify", *flags, "--timeout", str(suite.limit)]
    limit = suite.limit * _RUNS * 2 * rounds
    options = ["-o", "addopts=", "-p", "no:cacheprovider", *suite.pytest]
    return desk.xdistify(suite, verb, python, {0, 1}, pytest=options, limit=limit)


def _proof(report: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a report of ``verify``: counts and a ratio, no times.

    The runs of one name, such as ``before/load``, are lists of tests passed, red and skipped.
    Red is also what was not run, because a worker died or the run hung.
    """
    runs: dict[str, list[list[int]]] = defaultdict(list)
    seconds: dict[str, list[float]] = defaultdict(list)
    first = next(run for run in report["runs"] if run["name"] == "before/serial")
    tests = sum(first[key] for key in ("passed", "failed", "errors", "skipped"))
    for run in report["runs"]:
        name = run["name"].partition("#")[0]
        side, _, mode = name.partition("/")
        if mode not in ("serial", *SCHEDULERS, STRESS) or side not in ("before", "after"):
            continue
        quiet = run["passed"], run["skipped"]
        red = max(run["failed"] + run["errors"], tests - sum(quiet))
        runs[name].append([quiet[0], red, quiet[1]])
        seconds[name].append(run["seconds"])
    alone, load = (statistics.median(seconds[f"after/{m}"]) for m in ("serial", SCHEDULERS[0]))
    return {
        "python": report["python"],
        "pytest": report["pytest"],
        "xdist": report["xdist"],
        "runs": runs,
        "regressions": report["regressions"],
        "meet": [_met(one) for one in report["collisions"]],
        "gone": len(report["gone"]),
        "speedup": round(alone / load, 2),
    }


def _met(collision: Mapping[str, Any]) -> dict[str, Any]:
    return {"resource": collision["resource"], "tests": len(collision["tests"])}


def _hazard(one: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: one[key] for key in ("hazard", "transform", "resource", "safety", "why")}
    return {**kept, "tests": len(one["tests"])}


def _digest(suite: Suite, rounds: int, diff: bytes) -> str:
    what = {key: value for key, value in asdict(suite).items() if key not in _NOT_RUN}
    said = json.dumps([what, rounds, sys.version], sort_keys=True).encode()
    return hashlib.sha256(said + diff).hexdigest()[:16]


def _bytes_of(tree: Path) -> dict[str, tuple[int, str]]:
    """Every file outside ``.git``: its mode, and the digest of its bytes or where it leads."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(tree.rglob("*")):
        inside = path.relative_to(tree)
        if inside.parts[0] == ".git":
            continue
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            found[inside.as_posix()] = (mode, str(path.readlink()))
        elif stat.S_ISREG(mode):
            found[inside.as_posix()] = (mode, hashlib.sha256(path.read_bytes()).hexdigest())
        else:
            found[inside.as_posix()] = (mode, "")
    return found


class _Desk:
    """A copy of a suite under git, with folders for temporary files and settings of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tree = folder / "tree"
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GIT_", "XDG_", "PYTEST_", "PYTHON", "VIRTUAL_ENV"))
        }
        self.env = {
            **inherited,
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
        }

    def git(self, *words: str) -> bytes:
        """What a git command prints."""
        command = ["git", "-c", "user.name=wild", "-c", "user.email=wild@example.org", *words]
        return self._run(command, {0}, limit=300)

    def xdistify(
        self,
        suite: Suite,
        words: Sequence[str],
        python: Path,
        codes: set[int],
        *,
        pytest: Sequence[str] = (),
        paths: bool = True,
        limit: float = 900,
    ) -> str:
        """What a verb prints; ``pytest`` are the words after the two hyphens."""
        command = [str(Path(sys.executable).with_name("xdistify")), *words]
        command += [*(suite.paths if paths else ()), "--python", str(python)]
        command += ["--", *pytest] if pytest else []
        return self._run(command, codes, limit=limit).decode("utf-8")

    def _run(self, command: Sequence[str], codes: set[int], limit: float) -> bytes:
        out, err = self.folder / "stdout", self.folder / "stderr"
        with out.open("wb") as stdout, err.open("wb") as stderr:
            child = subprocess.Popen(
                command,
                cwd=self.tree,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                start_new_session=True,
            )
            try:
                code = child.wait(limit)
            except BaseException as error:
                _end(child)
                if isinstance(error, subprocess.TimeoutExpired):
                    raise Failed(f"{command[1]}: not done in {limit:.0f} s") from None
                raise
        if code not in codes:
            said = err.read_text("utf-8", "replace").strip().splitlines() or ["no word of why"]
            raise Failed(f"{command[1]} ended with {code}: {said[-1][:200]}")
        return out.read_bytes()


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Interrupt it, so that it ends what it has started; then kill its group."""
    child.send_signal(signal.SIGINT)
    try:
        child.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


@contextmanager
def _workshop(source: Path) -> Iterator[_Desk]:
    folder = Path(tempfile.mkdtemp(prefix="wild-"))
    try:
        desk = _Desk(folder)
        (folder / "home").mkdir()
        (folder / "tmp").mkdir()
        shutil.copytree(source, desk.tree, symlinks=True)
        shutil.rmtree(desk.tree / ".git", ignore_errors=True)
        desk.git("init", "--quiet")
        desk.git("add", "--all", "--force")
        desk.git("commit", "--quiet", "--no-verify", "-m", "as released")
        yield desk
    finally:
        shutil.rmtree(folder, ignore_errors=True)
