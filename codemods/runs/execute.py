"""One run of a suite: `python -m pytest` as a child, and what became of each test."""

import json
import os
import re
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from codemods.runs.children import Ending, last_line, run_child, tail
from codemods.runs.copies import remove_tree
from codemods.runs.handover import Handed, hand_over, make_home
from codemods.runs.outcomes import Report, Result, Run, read_report
from codemods.runs.pythons import Environment, inspect_python

# What an xdist worker or a test of an outer pytest leaves in the environment; on macOS, what a
# framework build of Python leaves there would override the interpreter of a virtual environment.
_NOT_INHERITED = (
    "PYTEST_XDIST_WORKER",
    "PYTEST_XDIST_WORKER_COUNT",
    "PYTEST_XDIST_TESTRUNUID",
    "PYTEST_CURRENT_TEST",
    "PYTEST_DEBUG_TEMPROOT",
    "__PYVENV_LAUNCHER__",
)
# A socket address holds 107 bytes; pytest's own folders take about half of them.
_SHORT = 24
_COMPLAINT = re.compile(
    r"^(?:E   |ERROR: |INTERNALERROR> |.*: error: |!{3,} )(?!usage:)(.*?)(?: !{3,})?$",
    re.MULTILINE,
)
_COLLECTED = re.compile(rb'^\{"tests": (\d+)\}$', re.MULTILINE)
_BROKEN_OFF = {2: "was interrupted", 3: "failed internally", 4: "could not start"}


def run_suite(
    root: Path,
    python: Path,
    *,
    workers: int | None,
    dist: str | None,
    pytest_args: Sequence[str],
    paths: Sequence[str],
    timeout: float | None,
    progress: Callable[[int, int], None] | None = None,
    name: str | None = None,
    environment: Environment | None = None,
    import_paths: Sequence[str] = (),
    plugins: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    own_home: bool = False,
    tx: Sequence[str] = (),
) -> Run:
    """Run a suite once.

    The run gets an empty folder of its own for temporary files, and a home of its own, which are
    removed afterwards, so that stale files of earlier runs cannot help. Literal paths such as
    ``/tmp/x`` escape that.
    The project's own options stay in force, apart from those that stop a run early or decide
    how many workers there are.

    Args:
        root: current folder of the run.
        python: the interpreter.
        workers: number of xdist workers; None or 0 for a serial run.
        dist: mode of distribution, as ``--dist`` names it; not used by a serial run.
        pytest_args: further arguments for pytest.
        paths: files, folders or node ids, relative to ``root``; none for pytest's own choice.
        timeout: seconds after which the run is killed with all its processes; None for no limit.
        progress: told now and then how many tests have ended, and of how many (0 if that is not
            known yet).
        name: what the run is called; else ``serial`` or the mode.
        environment: what `inspect_python` said, where it is known already.
        import_paths: folders to import from before all others.
        plugins: modules and packages of this one to load in the run beside the reporter, each
            with the environment variables that it reads.
        own_home: run with the user's own home folder.
        tx: the gateways of a parallel run, as ``--tx`` of pytest-xdist names them, in place of
            ``workers`` processes on this machine; ``workers`` is how many there are.

    Returns:
        The run; `Run.error` says why it did not come to its end. What was seen until then is
        kept, and tests that were being run count as failed.

    Raises:
        Refusal: the interpreter cannot be run or has no pytest.
        ValueError: parallel, but pytest-xdist is not installed or no mode is given.
    """
    environment = environment or inspect_python(python)
    parallel = bool(workers)
    if parallel and (environment.xdist is None or dist is None):
        raise ValueError("a parallel run needs pytest-xdist and a mode")
    elsewhere = parallel and bool(tx)
    if elsewhere:
        plugins = {**plugins, "gateways": {"XDISTIFY_TX": json.dumps(list(tx))}}
    with _desk(plugins) as desk:
        counter = _Counter(desk.report, progress)
        ending = run_child(
            [
                str(python),
                "-m",
                "pytest",
                *(() if elsewhere else _loading(desk.handed.names)),
                *pytest_args,
                *paths,
                *_distribution(environment, workers or 0, dist),
                "--maxfail=0",
                # Serially pytest would run nothing then, and with workers everything.
                "--continue-on-collection-errors",
            ],
            cwd=root,
            env={
                **_environment(desk, environment, import_paths, own_home),
                **(_loading_here(desk.handed.names) if elsewhere else {}),
            },
            stdout=desk.stdout,
            stderr=desk.stderr,
            timeout=timeout,
            tick=counter.tell,
        )
        report = read_report(desk.report.read_bytes().splitlines(keepends=True))
        stdout, stderr = tail(desk.stdout), tail(desk.stderr)
    error = _error(ending, report, stdout, stderr)
    return Run(
        name=name or (dist if parallel and dist else "serial"),
        workers=workers or 0,
        dist=dist if parallel else None,
        results=_with_unfinished(report, error),
        uncollected=report.uncollected,
        exit_status=ending.status,
        seconds=ending.seconds,
        error=error,
        stdout=stdout,
        stderr=stderr,
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    handed: Handed
    temporary: Path
    home: Path
    report: Path
    stdout: Path
    stderr: Path


@contextmanager
def _desk(plugins: Mapping[str, Mapping[str, str]]) -> Iterator[_Desk]:
    """The private folder of one run, with the plugins in it."""
    folder = Path(tempfile.mkdtemp(prefix="xd-", dir=_short_folder()))
    try:
        report = folder / "report.jsonl"
        desk = _Desk(
            handed=hand_over(folder, {"reporter": {"XDISTIFY_REPORT": str(report)}, **plugins}),
            temporary=folder / "t",
            home=folder / "h",
            report=report,
            stdout=folder / "stdout",
            stderr=folder / "stderr",
        )
        desk.temporary.mkdir()
        desk.report.touch()
        yield desk
    finally:
        remove_tree(folder)


def _short_folder() -> str | None:
    usual = tempfile.gettempdir()
    return "/tmp" if len(usual) > _SHORT and os.access("/tmp", os.W_OK | os.X_OK) else usual


def _environment(
    desk: _Desk, environment: Environment, import_paths: Sequence[str], own_home: bool
) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    inherited = [env["PYTHONPATH"]] if env.get("PYTHONPATH") else []
    temporary = str(desk.temporary)
    return {
        **env,
        **({} if own_home else make_home(desk.home, env, environment.user_base)),
        **desk.handed.env,
        "XDISTIFY_DESK": str(desk.report.parent),
        "PYTHONPATH": os.pathsep.join([str(desk.handed.archive), *import_paths, *inherited]),
        "PYTHONDONTWRITEBYTECODE": "1",
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary),
    }


def _loading(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from ("-p", name)


def _loading_here(names: Sequence[str]) -> dict[str, str]:
    """What loads plugins in this process and its children only.

    A gateway elsewhere gets the arguments too, and can load no plugin that is not there.
    """
    usual = os.environ.get("PYTEST_PLUGINS")
    return {"PYTEST_PLUGINS": ",".join([*names, *([usual] if usual else [])])}


def _distribution(environment: Environment, workers: int, dist: str | None) -> list[str]:
    if environment.xdist is None:
        return []
    # Named, xdist is there even if the project or PYTEST_DISABLE_PLUGIN_AUTOLOAD keeps it out;
    # with -n 0 it does nothing, whatever the project's own options say.
    if not workers or dist is None:
        return ["-p", "xdist", "-n", "0"]
    return ["-p", "xdist", "-n", str(workers), "--dist", dist]


@dataclass(slots=True)
class _Counter:
    """Counts finished tests in the growing report."""

    report: Path
    progress: Callable[[int, int], None] | None
    seen: int = 0
    ended: int = 0
    total: int = 0

    def tell(self) -> None:
        if self.progress is None:
            return
        with self.report.open("rb") as file:
            file.seek(self.seen)
            chunk = file.read()
        self.seen += len(chunk)
        for found in _COLLECTED.findall(chunk):
            self.total = max(self.total, int(found))
        more = chunk.count(b'"when": "teardown"')
        if more or self.total:
            self.ended += more
            self.progress(self.ended, self.total)


def _error(ending: Ending, report: Report, stdout: str, stderr: str) -> str | None:
    running = f" while {', '.join(report.in_flight[:4])} ran" if report.in_flight else ""
    if ending.status is None:
        return f"pytest was stopped after {ending.seconds:.0f} s{running}"
    if ending.status < 0:
        return f"pytest was ended by {_signal_name(-ending.status)}{running}"
    cut_off = not report.closed
    if ending.status in _BROKEN_OFF and not (cut_off and report.in_flight):
        return f"pytest {_BROKEN_OFF[ending.status]}: {_complaint(stdout, stderr)}"
    if cut_off:
        return f"pytest ended with status {ending.status} before its session did{running}"
    return None


def _complaint(stdout: str, stderr: str) -> str:
    """The last line that pytest or argparse marks as an error; else the last line of all."""
    found = _COMPLAINT.findall(f"{stdout}\n{stderr}")
    return found[-1] if found else last_line(stderr) or last_line(stdout) or "it did not say why"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _with_unfinished(report: Report, error: str | None) -> Mapping[str, Result]:
    if error is None:
        return report.results
    unfinished = {test: Result("failed", error) for test in report.in_flight}
    return {**report.results, **unfinished}
