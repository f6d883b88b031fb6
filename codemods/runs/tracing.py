"""A run with the probe: outcomes, and who touched what."""

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from codemods.evidence.model import Evidence
from codemods.evidence.read import read_evidence
from codemods.runs.copies import remove_tree
from codemods.runs.execute import run_suite
from codemods.runs.outcomes import Run
from codemods.runs.pythons import Environment

_PUBLIC = ("/tmp/", "/var/tmp/", "/dev/shm/")
_TEXTS = (".py", ".cfg", ".ini", ".toml", ".env", ".yaml", ".yml", ".json", ".sh", ".conf")


@dataclass(frozen=True, slots=True)
class Traced:
    """A run and what it touched.

    Attributes:
        run: its outcomes.
        evidence: what was seen.
        processes: what each process wrote, to read the evidence from again.
    """

    run: Run
    evidence: Evidence
    processes: tuple[bytes, ...]


def trace_run(
    tree: Path,
    environment: Environment,
    *,
    workers: int | None,
    dist: str | None,
    pytest_args: Sequence[str],
    paths: Sequence[str],
    timeout: float | None,
    progress: Callable[[int, int], None] | None = None,
    name: str | None = None,
    import_paths: Sequence[str] = (),
    own_home: bool = False,
) -> Traced:
    """Run a suite once with the probe.

    What its Python code made in folders for temporary files, and did not take away, is removed: a
    later run would take it for its own. The arguments are those of `run_suite`.

    Raises:
        Refusal: the interpreter cannot be run or has no pytest.
    """
    tree = tree.resolve()
    folder = Path(tempfile.mkdtemp(prefix="xdistify-trace-")).resolve()
    try:
        run = run_suite(
            tree,
            environment.python,
            workers=workers,
            dist=dist,
            pytest_args=pytest_args,
            paths=paths,
            timeout=timeout,
            progress=progress,
            name=name,
            environment=environment,
            import_paths=import_paths,
            plugins={"probe": {"XDISTIFY_TRACE": str(folder), "XDISTIFY_ROOT": str(tree)}},
            own_home=own_home,
        )
        files = sorted(folder.iterdir(), key=lambda file: int(file.stem))
        processes = tuple(file.read_bytes() for file in files)
    finally:
        remove_tree(folder)
    outcomes = {test: result.outcome for test, result in run.results.items()}
    evidence = read_evidence(processes, outcomes, spelled_in(tree))
    remove_created(evidence)
    return Traced(run, evidence, processes)


def spelled_in(tree: Path) -> Callable[[str], bool]:
    """A function that says whether a word stands in a text file of the tree."""

    @cache
    def is_spelled(word: str) -> bool:
        needle = word.encode()
        return any(needle in text for text in texts())

    @cache
    def texts() -> list[bytes]:
        found = []
        for parent, _, names in os.walk(tree):
            for name in names:
                if name.endswith(_TEXTS):
                    try:
                        found.append(Path(parent, name).read_bytes())
                    except OSError:
                        continue
        return found

    return is_spelled


def remove_created(evidence: Evidence) -> None:
    """Remove what a run made in folders where everybody writes, and left there."""
    for name in sorted(evidence.created, reverse=True):
        if name.startswith(_PUBLIC):
            path = Path(name)
            try:
                if path.is_dir() and not path.is_symlink():
                    path.rmdir()
                else:
                    path.unlink()
            except OSError:
                continue
