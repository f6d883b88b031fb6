"""Small projects on disk, and the Python that runs these tests to run their suites with."""

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from codemods.runs.execute import run_suite
from codemods.runs.outcomes import Run
from codemods.runs.pythons import Environment, inspect_python
from codemods.runs.verification import Verification
from codemods.runs.verify import verify

Files = dict[str, str]


@pytest.fixture(scope="session")
def python() -> Path:
    return Path(sys.executable)


@pytest.fixture(scope="session")
def environment(python: Path) -> Environment:
    return inspect_python(python)


@pytest.fixture(autouse=True)
def _few_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps plugins that happen to be installed out of the suites; they take seconds to load."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Files], Path]:
    """Writes files into a folder and returns it."""

    def write(files: Files) -> Path:
        root = tmp_path / "project"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        # Else pytest would look for its configuration further up.
        root.joinpath("pytest.ini").touch()
        return root

    return write


@pytest.fixture
def run(
    project: Callable[[Files], Path], python: Path, environment: Environment
) -> Callable[..., Run]:
    """Runs a suite that is given as files; serially unless told otherwise."""

    def run_files(files: Files, workers: int | None = None, **options: Any) -> Run:
        arguments: dict[str, Any] = {
            "dist": "load" if workers else None,
            "pytest_args": (),
            "paths": (),
            "timeout": 60.0,
            "environment": environment,
        }
        return run_suite(project(files), python, workers=workers, **{**arguments, **options})

    return run_files


@pytest.fixture
def compare(
    project: Callable[[Files], Path], python: Path, environment: Environment
) -> Callable[..., Verification]:
    """Verifies a change, given as files, of a project, given as files."""

    def verify_files(files: Files, after: Files, **options: Any) -> Verification:
        arguments: dict[str, Any] = {
            "before": {},
            "after": {name: dedent(text).encode() for name, text in after.items()},
            "python": python,
            "workers": 2,
            "dists": ("load",),
            "repeat": 1,
            "pytest_args": (),
            "paths": (),
            "timeout": 60.0,
            "environment": environment,
            # Most of these are about outcomes; the verb's own tests trace.
            "traced": False,
        }
        return verify(project(files), **{**arguments, **options})

    return verify_files
