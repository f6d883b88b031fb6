"""Small projects that are run with the probe."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from codemods.evidence.model import Actor, Evidence, Use
from codemods.runs.pythons import Environment
from codemods.runs.tracing import Traced, trace_run


@dataclass(frozen=True)
class Seen:
    """What the probe saw of a run, to be asked by the names of tests and fixtures."""

    root: Path
    traced: Traced

    @property
    def evidence(self) -> Evidence:
        return self.traced.evidence

    def uses(self, name: str) -> list[Use]:
        """What the test, fixture or import did; names are those of functions or files."""
        return [use for use in self.evidence.uses if re.split("::|:", use.actor)[-1] == name]

    def touches(self, name: str, phase: str | None = None) -> list[str]:
        """How, and what, in order."""
        return [
            f"{use.how} {use.resource}" for use in self.uses(name) if phase in (None, use.phase)
        ]

    def actor(self, name: str) -> Actor:
        found = [actor for actor in self.evidence.actors.values() if actor.name == name]
        assert len(found) == 1, found
        return found[0]

    def line(self, file: str, mark: str) -> str:
        """The place of the line that ends with a comment: path and number."""
        lines = (self.root / file).read_text("utf-8").splitlines()
        found = [number for number, text in enumerate(lines, 1) if text.endswith(f"# {mark}")]
        assert len(found) == 1, (mark, found)
        return f"{file}:{found[0]}"


def trace(
    root: Path,
    environment: Environment,
    files: Mapping[str, str],
    *,
    env: Mapping[str, str | None] | None = None,
    workers: int | None = None,
    **options: Any,
) -> Seen:
    """Write the files into a new folder and run their suite with the probe; all tests pass."""
    for name, text in {"pytest.ini": "[pytest]\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        for variable, value in (env or {}).items():
            if value is None:
                patch.delenv(variable, raising=False)
            else:
                patch.setenv(variable, value)
        arguments: dict[str, Any] = {
            "dist": "load" if workers else None,
            "pytest_args": (),
            "paths": (),
            "timeout": 120.0,
        }
        traced = trace_run(root, environment, workers=workers, **{**arguments, **options})
    return Seen(root, traced)


def all_passed(seen: Seen) -> bool:
    """Whether the run came to its end and every test passed; shows what did not."""
    run = seen.traced.run
    bad = {test: result for test, result in run.results.items() if result.outcome != "passed"}
    assert (run.error, run.uncollected, bad) == (None, {}, {}), run.stdout
    return bool(run.results)


Tracing = Callable[..., Seen]
