"""One run of a suite: `python -m pytest` as a child, and what became of each test."""

import os
import re
import secrets
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from codemods.runs.children import Ending, last_line, run_child, tail
from codemods.runs.copies import remove_tree
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
    progress: Callable[[str], None] | None = None,
    name: str | None = None,
    environment: Environment | None = None,
    import_paths: Sequence[str] = (),
) -> Run:
    """Run a suite once.

    The run gets an empty folder of its own for temporary files, which is removed afterwards, so
    that stale files of earlier runs cannot help. Literal paths such as ``/tmp/x`` escape that.
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
        progress: told now and then how many tests have ended.
        name: what the run is called; else ``serial`` or the mode.
        environment: what `inspect_python` said, where it is known already.
        import_paths: folders to import from before all others.

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
    with _desk() as desk:
        counter = _Counter(desk.report, progress)
        ending = run_child(
            [
                str(python),
                "-m",
                "pytest",
                *("-p", desk.plugin),
                *pytest_args,
                *paths,
                *_distribution(environment, workers or 0, dist),
                "--maxfail=0",
                # Serially pytest would run nothing then, and with workers everything.
                "--continue-on-collection-errors",
            ],
            cwd=root,
            env=_environment(desk, import_paths),
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
    plugins: Path
    plugin: str
    temporary: Path
    report: Path
    stdout: Path
    stderr: Path


@contextmanager
def _desk() -> Iterator[_Desk]:
    """The private folder of one run, with the reporter in it."""
    folder = Path(tempfile.mkdtemp(prefix="xd-", dir=_short_folder()))
    try:
        desk = _Desk(
            plugins=folder / "p",
            plugin=f"_xdistify_reporter_{secrets.token_hex(4)}",
            temporary=folder / "t",
            report=folder / "report.jsonl",
            stdout=folder / "stdout",
            stderr=folder / "stderr",
        )
        desk.plugins.mkdir()
        desk.temporary.mkdir()
        desk.report.touch()
        source = resources.files("codemods.runs").joinpath("reporter.py")
        (desk.plugins / f"{desk.plugin}.py").write_bytes(source.read_bytes())
        yield desk
    finally:
        remove_tree(folder)


def _short_folder() -> str | None:
    usual = tempfile.gettempdir()
    return "/tmp" if len(usual) > _SHORT and os.access("/tmp", os.W_OK | os.X_OK) else usual


def _environment(desk: _Desk, import_paths: Sequence[str]) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    inherited = [env["PYTHONPATH"]] if env.get("PYTHONPATH") else []
    temporary = str(desk.temporary)
    return env | {
        "PYTHONPATH": os.pathsep.join([str(desk.plugins), *import_paths, *inherited]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDISTIFY_REPORT": str(desk.report),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary),
    }


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
    progress: Callable[[str], None] | None
    seen: int = 0
    ended: int = 0

    def tell(self) -> None:
        if self.progress is None:
            return
        with self.report.open("rb") as file:
            file.seek(self.seen)
            chunk = file.read()
        self.seen += len(chunk)
        more = chunk.count(b'"when": "teardown"')
        if more:
            self.ended += more
            self.progress(f"{self.ended} done")


def _error(ending: Ending, report: Report, stdout: str, stderr: str) -> str | None:
    running = f" while {', '.join(report.in_flight[:4])} ran" if report.in_flight else ""
    if ending.status is None:
        return f"pytest was stopped after {ending.seconds:.0f} s{running}"
    if ending.status < 0:
        return f"pytest was ended by {_signal_name(-ending.status)}{running}"
    if ending.status in _BROKEN_OFF:
        return f"pytest {_BROKEN_OFF[ending.status]}: {_complaint(stdout, stderr)}"
    if not report.closed:
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
