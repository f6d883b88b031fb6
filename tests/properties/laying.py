"""Suites on disk: laid out, planned, applied, taken back, read again."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from codemods.edits.model import Fix
from codemods.history import apply_fixes, revert_fixes
from codemods.plan import Plan, make_plan
from codemods.suite.read import read_suite
from tests.properties.suites import Made


@contextmanager
def laid(made: Made) -> Iterator[Path]:
    """A folder with the files of a suite, every second of them executable."""
    with tempfile.TemporaryDirectory(prefix="xdf-suite-") as name:
        root = Path(name).resolve()
        write(root, made.files)
        for number, path in enumerate(sorted(made.files)):
            (root / path).chmod(0o755 if number % 2 else 0o644)
        yield root


def write(root: Path, files: "dict[str, bytes]") -> None:
    for path, raw in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    """Mode and bytes of every file below a folder, and its folders."""
    return {
        path.relative_to(root).as_posix(): (
            path.stat().st_mode,
            b"" if path.is_dir() else path.read_bytes(),
        )
        for path in sorted(root.rglob("*"))
        if ".xdistify" not in path.parts and "__pycache__" not in path.parts
    }


def planned(root: Path) -> Plan:
    """What `scan` finds in a folder, all of whose files are checked in."""
    names = frozenset(path for path, (mode, _) in tree(root).items() if (root / path).is_file())
    suite = read_suite(root)
    return make_plan(suite, select=frozenset(), ignore=frozenset(), checked_in=names)


def safe(plan: Plan) -> list[Fix]:
    """What `apply` applies."""
    return [fix for fix in plan.fixes if fix.safety == "safe"]


def put_in(root: Path, plan: Plan, fixes: Sequence[Fix]) -> None:
    """Apply fixes of a plan that was made of what is on disk."""
    apply_fixes(
        root,
        plan.originals(fixes),
        fixes,
        commit="none",
        branch=None,
        allow_dirty=False,
        describe=_no_message,
    )


def take_back(root: Path, names: Iterable[str] = ()) -> set[str]:
    """Take fixes back, all if none is named; what went."""
    wanted = list(names)
    done = revert_fixes(root, wanted, everything=not wanted, allow_dirty=False, commit=False)
    return {fix.id for fix in (*done.fixes, *done.also)}


def _no_message(fixes: object) -> str:
    raise AssertionError(f"nothing is committed, so {fixes} need no message")
