"""The suites: what is downloaded, what it needs, how it is run; all of it stands in a TOML file."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LIST = Path(__file__).with_name("suites.toml")
COMMON = ("setuptools<70", "wheel", "pytest<9", "pytest-xdist", "pytest-timeout")
"""What every environment has, unless a suite asks for another version of it; the old setuptools
builds what old releases need."""
_KEYS = {"name", "version", "why", "paths", "pytest", "install", "build", "limit", "locales"}


@dataclass(frozen=True, slots=True)
class Suite:
    """One released package and its tests.

    Attributes:
        name: of the package, as the registry has it.
        version: exactly this one.
        why: what can be learned from this suite.
        paths: what is scanned and run, relative to the root; empty for pytest's own choice.
        pytest: further arguments for pytest.
        install: requirements of the tests.
        build: requirements of the build, beside those of `COMMON`.
        limit: seconds that one run of the suite may take.
        locales: that the tests set, such as ``de_DE.UTF-8``; few machines have many.
    """

    name: str
    version: str
    why: str
    paths: tuple[str, ...] = ()
    pytest: tuple[str, ...] = ()
    install: tuple[str, ...] = ()
    build: tuple[str, ...] = ()
    limit: float = 180.0
    locales: tuple[str, ...] = ()

    @property
    def requirement(self) -> str:
        return f"{self.name}=={self.version}"

    @property
    def label(self) -> str:
        """What files of this suite are called."""
        return f"{self.name}-{self.version}"


def read_suites(file: Path, names: Sequence[str] = ()) -> list[Suite]:
    """The suites of a list, in its order; those of ``names``, in theirs, where there are any.

    Raises:
        SystemExit: the list has no suite of such a name, or a key that means nothing.
    """
    tables: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["suite"]
    for table in tables:
        if unknown := set(table) - _KEYS:
            raise SystemExit(f"{file.name}: {table.get('name')}: unknown key {sorted(unknown)[0]}")
    suites = [
        Suite(
            **{key: tuple(value) if isinstance(value, list) else value for key, value in t.items()}
        )
        for t in tables
    ]
    known = {suite.name: suite for suite in suites}
    for name in names:
        if name not in known:
            raise SystemExit(f"{file.name} has no suite {name}; it has {', '.join(sorted(known))}")
    return [known[name] for name in names] or suites
