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
MORE = {
    "sympy==1.14.0": "sympy/",
    "astropy==8.0.2": "astropy/",
    "scipy==1.17.1": "scipy/",
    "twisted==26.10.0": "twisted/",
    "networkx==3.6": "networkx/",
    "scikit-learn==1.8.0": "sklearn/",
    "matplotlib==3.10.7": "matplotlib/",
}
"""With these, code under test and all, a tree has three million lines."""
WHEELS = ("pandas", *(requirement.partition("==")[0] for requirement in MORE))
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


_MEASURE = """\
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


@dataclass(frozen=True)
class Pair:
    """Two commands, and the most that the first may cost in terms of the second."""

    name: str
    ours: Sequence[str]
    theirs: Sequence[str]
    goal: float
    before: Callable[[], None] = lambda: None


def cost(command: Sequence[str], environment: dict[str, str]) -> float:
    """CPU seconds of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def memory_of(tree: Path, environment: dict[str, str]) -> int:
    """The most MiB that a scan without a cache has at a time."""
    scan = ["xdistify", "scan", "--quiet", "--root", str(tree)]
    ran = subprocess.run(
        [sys.executable, "-c", _MEASURE, *scan],
        env={**environment, "XDISTIFY_CACHE": ""},
        capture_output=True,
        check=True,
    )
    return int(ran.stderr.split()[-1]) // 1024


def ratios(pair: Pair, rounds: int, environment: dict[str, str]) -> Iterator[float]:
    """The ratio of each round; who begins alternates."""
    for number in range(rounds):
        order = (pair.ours, pair.theirs) if number % 2 else (pair.theirs, pair.ours)
        spent: dict[int, float] = {}
        for command in order:
            if command is pair.ours:
                pair.before()
            spent[id(command)] = cost(command, environment)
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


def growing(folder: Path) -> Iterator[Path]:
    """Trees of the same files, each with more of them than the one before."""
    target = folder / "growing"
    shutil.rmtree(target, ignore_errors=True)
    sources = {"large": LARGE, "more": MORE}
    for kind, requirements in sources.items():
        for requirement, inside in requirements.items():
            name = requirement.partition("==")[0]
            if not (folder / kind / name).exists():
                fetched(requirement, inside, folder / kind)
    sizes = {part: lines_in(part) for kind in sources for part in (folder / kind).iterdir()}
    for part in sorted(sizes, key=lambda part: sizes[part]):
        shutil.copytree(part, target / part.name, symlinks=True, copy_function=os.link)
        yield target


def lines_in(tree: Path) -> int:
    """How many lines the Python files of a tree have."""
    return sum(path.read_bytes().count(b"\n") for path in tree.rglob("*.py") if path.is_file())


def pairs(tree: Path, cache: Path, *, slow: bool) -> Iterator[Pair]:
    """What is measured on a tree."""
    scan = ["xdistify", "scan", "--quiet", "--root", str(tree)]
    ruff = ["ruff", "check", "--no-cache", "--isolated", "--quiet"]

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    if slow:
        copy = cache.parent / "copy"

        def lay() -> None:
            forget()
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(tree, copy, symlinks=True)

        apply = ["xdistify", "apply", "--unsafe", "--quiet", "--root", str(copy)]
        mod = ["python", "-m", "libcst.tool", "codemod", "-x", "nothing.Nothing", "-j", "1"]
        yield Pair("apply / libcst.tool", apply, [*mod, "--no-format", str(tree)], 0.05, lay)
        yield Pair("apply / Bowler", apply, ["python", "bowling.py", str(tree)], 0.05, lay)
        return
    everything = [*ruff, "--select", "ALL", str(tree)]
    temporary = [*ruff, "--select", "S108", str(tree)]
    yield Pair("scan / ruff ALL", scan, everything, 1, forget)
    only = [*scan, "--select", "tmp-path"]
    yield Pair("scan --select tmp-path / ruff S108", only, temporary, 0.7, forget)
    first = ["env", "XDISTIFY_CACHE=", *scan]

    def warm() -> None:
        subprocess.run(scan, env={**os.environ, "XDISTIFY_CACHE": str(cache)}, capture_output=True)

    yield Pair("second scan / first", scan, first, 0.1, warm)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(".bench"))
    parser.add_argument("--tree", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--slow", action="store_true", help="only LibCST's and Bowler's runners")
    parser.add_argument("--growth", action="store_true", help="only how the cost grows with lines")
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
    if given.growth:
        print("| lines | scan / ruff ALL | memory, MiB |\n|---|---|---|")
        for tree in growing(folder):
            pair = next(pairs(tree, cache, slow=False))
            middle = statistics.median(ratios(pair, given.rounds, environment))
            print(
                f"| {lines_in(tree)} | {middle:.2f} | {memory_of(tree, environment)} |", flush=True
            )
        return
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
        if not given.slow:
            memory = memory_of(tree, environment)
            print(f"| {name} | memory of a scan, MiB | {memory} | | | 400 |", flush=True)


if __name__ == "__main__":
    main()
