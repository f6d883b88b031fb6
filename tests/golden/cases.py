"""The golden cases as they lie in their folders."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codemods.plan import Plan, changed_files, make_plan
from codemods.suite.read import read_suite
from tests.servers.model import NAMES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

GOLDEN_FILES = Path(
    os.environ.get("XDISTIFY_GOLDEN_FILES", Path(__file__).parents[2] / "golden_files")
)
SCHEDULERS = ("load", "loadscope", "loadfile", "worksteal")
_KEYS = frozenset(
    (
        "title",
        "alone",
        "schedulers",
        "args",
        "python",
        "unsafe",
        "left",
        "private",
        "harmless",
        "grouping",
        "also",
        "servers",
        "meets",
    )
)


@dataclass(frozen=True)
class Case:
    """One folder: ``before/``, ``after/`` unless nothing may change, and ``case.toml``.

    The keys of ``case.toml``: ``title``; ``alone`` where the case cannot share a pytest run, with
    the reason; ``schedulers`` and ``args`` where they are not the usual ones; ``python`` for the
    oldest version that runs it; ``unsafe`` to apply the unsafe fixes too; ``left`` for the words
    that the reason of what is left alone must contain; ``private`` where what its tests share
    lies in a folder that pytest makes, so that it changes no fixed path; ``harmless`` where they
    change none for another reason; ``grouping`` for what a probe of group marks says, where a
    person asks for them; ``also`` for further transforms whose fixes are applied; ``servers`` for
    those of tests/servers that it needs; ``meets`` where the workers of one run do not collide
    before, only two runs at once, with the reason.
    """

    transform: str
    name: str
    folder: Path
    settings: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.transform}/{self.name}"

    @property
    def before(self) -> Path:
        return self.folder / "before"

    @property
    def after(self) -> Path:
        """The tree that must result; the same as before where nothing may change."""
        return self.folder / "after" if self.changes else self.before

    @property
    def changes(self) -> bool:
        return (self.folder / "after").is_dir()

    @property
    def schedulers(self) -> tuple[str, ...]:
        return tuple(self.settings.get("schedulers", SCHEDULERS))

    @property
    def servers(self) -> tuple[str, ...]:
        return tuple(sorted(self.settings.get("servers", ())))

    @property
    def oldest(self) -> tuple[int, ...]:
        """The oldest version of Python that reads and runs it."""
        return tuple(int(part) for part in str(self.settings.get("python", "3.10")).split("."))


def all_cases() -> list[Case]:
    """Every case that this Python can read, sorted by transform and name."""
    found = []
    for folder in sorted(GOLDEN_FILES.glob("*/*")):
        settings = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
        assert set(settings) <= _KEYS, f"{folder}: unknown key in case.toml"
        assert settings.get("title"), f"{folder}: case.toml needs a title"
        assert set(settings.get("servers", ())) <= set(NAMES), f"{folder}: unknown server"
        found.append(Case(folder.parent.name, folder.name, folder, settings))
    return [case for case in found if sys.version_info[:2] >= case.oldest]


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder by relative POSIX path, without what running leaves behind."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and ".pytest_cache" not in path.parts
    }


def plan_of(root: Path, case: Case) -> Plan:
    """The plan of a case on a folder that is a root by itself."""
    suite = read_suite(root.resolve())
    checked_in = frozenset(tree(root))
    return make_plan(
        suite,
        select=frozenset(),
        ignore=frozenset(),
        checked_in=checked_in,
        grouping=case.settings.get("grouping", "unasked"),
    )


def rewritten(case: Case, root: Path) -> dict[str, bytes]:
    """The tree below ``root`` as applying the case's transform leaves it."""
    plan = plan_of(root, case)
    wanted = [
        fix
        for fix in plan.fixes
        if fix.transform in {case.transform, *case.settings.get("also", ())}
        and (fix.safety == "safe" or case.settings.get("unsafe"))
    ]
    files = tree(root)
    files |= {path: after for path, (_, after) in changed_files(plan, wanted).items()}
    return files
