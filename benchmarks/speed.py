"""What a scan costs beside other tools: ratios of CPU time of whole processes, run in turns.

The trees are tests of pinned packages, fetched by pip; `--tree NAME=FOLDER` measures any other one.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LARGE = {
    "Django==5.2": "tests/",
    "ansible-core==2.19.0": "test/",
    "pytest==8.4.2": "testing/",
    "pandas==3.0.0": "pandas/tests/",
    "distributed==2025.9.1": "distributed/",
    "pip==25.2": "src/",
}
PATHS = {"ansible-core==2.19.0": "test/units/", "pytest==8.4.2": "testing/"}
WHEELS = ("pandas",)
CODEMOD = """\
from libcst.codemod import VisitorBasedCodemodCommand
class Nothing(VisitorBasedCodemodCommand):
    DESCRIPTION = "Changes nothing."
    def leave_SimpleString(self, original_node, updated_node):
        return updated_node
"""
BOWLER = """\
import sys
from bowler import Query
Query(sys.argv[1]).select_function("never_").rename("n").silent()
"""


@dataclass(frozen=True)
class Pair:
    """Two commands, and the most that the first may cost in terms of the second."""

    name: str
    ours: Sequence[str]
    theirs: Sequence[str]
    goal: float
    before: Callable[[], None] = lambda: None


def cost(command: Sequence[str], environment: dict[str, str]) -> tuple[float, int]:
    """CPU seconds of a process and its children, and the most memory in MiB of any so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss // 1024


def ratios(pair: Pair, rounds: int, environment: dict[str, str]) -> Iterator[float]:
    """The ratio of each round; who begins alternates."""
    for number in range(rounds):
        order = (pair.ours, pair.theirs) if number % 2 else (pair.theirs, pair.ours)
        spent: dict[int, float] = {}
        for command in order:
            if command is pair.ours:
                pair.before()
            spent[id(command)], _ = cost(command, environment)
        yield spent[id(pair.ours)] / spent[id(pair.theirs)]


def fetched(requirement: str, inside: str, target: Path) -> None:
    """Put the tests of a package into a folder."""
    wheel = requirement.partition("==")[0] in WHEELS
    kind = "--only-binary" if wheel else "--no-binary"
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", kind, ":all:"]
        subprocess.run([*pip, "-d", folder, requirement], check=True)
        (archive,) = Path(folder).iterdir()
        unpacked = Path(folder, "unpacked")
        if wheel:
            with zipfile.ZipFile(archive) as files:
                files.extractall(unpacked)
            top = unpacked
        else:
            with tarfile.open(archive) as files:
                files.extractall(unpacked, filter="data")
            (top,) = unpacked.iterdir()
        shutil.copytree(top / inside, target / requirement.partition("==")[0], symlinks=True)


def trees(folder: Path) -> dict[str, Path]:
    """The pinned trees, fetched once."""
    found = {"large": (LARGE, folder / "large"), "paths": (PATHS, folder / "paths")}
    for sources, target in found.values():
        for requirement, inside in sources.items():
            if not (target / requirement.partition("==")[0]).exists():
                fetched(requirement, inside, target)
    return {name: target for name, (_, target) in found.items()}


def pairs(tree: Path, cache: Path, *, slow: bool) -> Iterator[Pair]:
    """What is measured on a tree."""
    scan = ["xdistify", "scan", "--quiet", "--root", str(tree)]
    ruff = ["ruff", "check", "--no-cache", "--isolated", "--quiet"]

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    everything = [*ruff, "--select", "ALL", str(tree)]
    temporary = [*ruff, "--select", "S108", str(tree)]
    yield Pair("scan / ruff ALL", scan, everything, 1, forget)
    only = [*scan, "--select", "tmp-path"]
    yield Pair("scan --select tmp-path / ruff S108", only, temporary, 0.7, forget)
    first = ["env", "XDISTIFY_CACHE=", *scan]

    def warm() -> None:
        if not cache.exists():
            subprocess.run(
                scan, env={**os.environ, "XDISTIFY_CACHE": str(cache)}, capture_output=True
            )

    yield Pair("second scan / first", scan, first, 0.1, warm)
    if slow:
        mod = ["python", "-m", "libcst.tool", "codemod", "-x", "nothing.Nothing", "-j", "1"]
        yield Pair("scan / libcst.tool", scan, [*mod, "--no-format", str(tree)], 0.05, forget)
        yield Pair("scan / Bowler", scan, ["python", "bowling.py", str(tree)], 0.05, forget)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(".bench"))
    parser.add_argument("--tree", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--slow", action="store_true", help="LibCST's and Bowler's runners too")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    folder = given.folder.resolve()
    chosen = {
        name: Path(path).resolve() for name, _, path in (t.partition("=") for t in given.tree)
    }
    (folder / "nothing.py").write_text(CODEMOD)
    (folder / "bowling.py").write_text(BOWLER)
    os.chdir(folder)
    cache = folder / "cache"
    environment = {**os.environ, "XDISTIFY_CACHE": str(cache), "PYTHONPATH": str(folder)}
    print("| tree | what | median | least | most | goal |\n|---|---|---|---|---|---|")
    for name, tree in (chosen or trees(folder)).items():
        for pair in pairs(tree, cache, slow=given.slow):
            found = sorted(ratios(pair, given.rounds, environment))
            middle = statistics.median(found)
            row = (
                name,
                pair.name,
                f"{middle:.2f}",
                f"{found[0]:.2f}",
                f"{found[-1]:.2f}",
                pair.goal,
            )
            print(f"| {' | '.join(map(str, row))} |", flush=True)
        _, memory = cost(
            ["env", "XDISTIFY_CACHE=", "xdistify", "scan", "--root", str(tree)], environment
        )
        print(f"| {name} | most memory of any process, MiB | {memory} | | | 400 |", flush=True)


if __name__ == "__main__":
    main()
