"""What the probe costs: CPU time of a traced run over that of a plain one.

Usage: ``python benchmarks/probe.py NAME==VERSION [REPEATS]`` in an environment in which the tests
of that package run. Source and tests come from the package's source distribution. Plain and traced
runs alternate, each in a fresh copy; what is printed is the median of user plus system time of each
kind, children included, and the ratio.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from codemods.runs.pythons import Environment, inspect_python
from codemods.runs.tracing import trace_run

_PYTEST = ("-q", "-o", "addopts=", "-p", "no:cacheprovider", "-m", "not stress")


def main(requirement: str, repeats: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="xdistify-bench-") as folder:
        source = _unpack(requirement, Path(folder))
        environment = inspect_python(Path(sys.executable))
        plain, traced = [], []
        for _ in range(repeats):
            plain.append(_in_copy(source, _run_plain))
            traced.append(_in_copy(source, lambda tree: _run_traced(tree, environment)))
    before, after = statistics.median(plain), statistics.median(traced)
    print(f"{requirement}: plain {before:.2f} s, traced {after:.2f} s, ratio {after / before:.2f}")


def _unpack(requirement: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
    command += ["--no-build-isolation", "-d", str(folder), requirement]
    subprocess.run(command, check=True)
    archive = next(folder.glob("*.tar.gz"))
    with tarfile.open(archive) as file:
        file.extractall(folder / "source")
    return next((folder / "source").iterdir())


def _in_copy(source: Path, run: Callable[[Path], None]) -> float:
    with tempfile.TemporaryDirectory(prefix="xdistify-bench-") as folder:
        copy = Path(folder) / source.name
        shutil.copytree(source, copy, symlinks=True)
        begin = _children()
        run(copy)
        return _children() - begin


def _run_plain(tree: Path) -> None:
    command = [sys.executable, "-m", "pytest", *_PYTEST, "tests"]
    subprocess.run(command, cwd=tree, check=False, stdout=subprocess.DEVNULL)


def _run_traced(tree: Path, environment: Environment) -> None:
    traced = trace_run(
        tree,
        environment,
        workers=None,
        dist=None,
        pytest_args=_PYTEST,
        paths=("tests",),
        timeout=None,
    )
    if traced.run.error or traced.evidence.notes:
        raise SystemExit(f"{traced.run.error} {traced.evidence.notes}")


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
