"""The suite that the demonstration rewrites: green alone, red side by side."""

import shutil
from importlib import resources
from pathlib import Path

from codemods.runs.execute import run_suite
from codemods.runs.outcomes import Run
from codemods.runs.pythons import Environment


def demo(tmp_path: Path, environment: Environment, dist: str | None) -> Run:
    with resources.as_file(resources.files("codemods.runs") / "demo_suite") as source:
        root = shutil.copytree(source, tmp_path / "demo")
    return run_suite(
        root,
        environment.python,
        workers=4 if dist else None,
        dist=dist,
        pytest_args=(),
        paths=(),
        timeout=60,
        environment=environment,
    )


def test_it_passes_alone_and_collides_under_every_scheduler(
    tmp_path: Path, environment: Environment
) -> None:
    # One test, not one for each scheduler: two runs at the same time would fail each other.
    alone = demo(tmp_path / "alone", environment, None)
    assert (alone.passed, alone.failed + alone.errors) == (len(alone.results), 0)
    assert 12 <= len(alone.results) <= 20
    for dist in ("load", "loadscope", "loadfile", "worksteal"):
        beside = demo(tmp_path / dist, environment, dist)
        assert beside.failed + beside.errors > 0, dist
