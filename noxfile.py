"""Sessions for people who change xdistify; `nox --list` names them."""

import shutil
from pathlib import Path

import nox

PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]

nox.needs_version = ">=2024.3.2"
nox.options.sessions = ["lint", "tests"]
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run all tests; what follows -- goes to pytest."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def golden(session: nox.Session) -> None:
    """Run the golden files only; `-- --update-golden` writes what the transforms do now."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "tests/golden", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, layout and types."""
    session.install("-e", ".[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure what a scan and what the probe cost, on suites that nobody here wrote."""
    session.install("-e", ".[demo]", "setuptools", "freezegun", "pytest-mock")
    session.install("ruff")
    session.run("python", "benchmarks/speed.py", *session.posargs)
    for requirement in ("click==8.2.1", "cookiecutter==2.6.0"):
        session.install(requirement)
        session.run("python", "benchmarks/probe.py", requirement)


@nox.session
def crashes(session: nox.Session) -> None:
    """Let every step of every way to change a suite go wrong; `-- --seed 7` takes another suite."""
    session.install("-e", ".[test]")
    session.run("python", "tests/faults/dying.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Try the properties on suites made up at random; `-- --seconds 3600 --seed 7`."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "tests.properties.fuzz", *session.posargs)


@nox.session(name="real-files")
def real_files(session: nox.Session) -> None:
    """Scan, apply and revert over thousands of files of the registry, resumable."""
    session.install("-e", ".")
    session.run("python", "-m", "tests.properties.real_files", *session.posargs)


@nox.session
def pictures(session: nox.Session) -> None:
    """Make the pictures of the README anew; needs Chromium."""
    session.install("-e", ".[test]")
    session.run("python", "docs/pictures.py")


@nox.session
def hooks(session: nox.Session) -> None:
    """Let pre-commit build what the hooks need from this repository, and run each of them."""
    session.install("pre-commit")
    root, suite = Path.cwd(), Path(session.create_tmp(), "suite")
    shutil.copytree(root / "golden_files/tmp-path/literal-once/before", suite, dirs_exist_ok=True)
    (suite / "pytest.ini").write_text("[pytest]\n")
    session.chdir(suite)
    session.run("git", "init", "--quiet", external=True)
    session.run("git", "add", "--all", external=True)
    for hook in ("xdistify-check", "xdistify-diff", "xdistify-scan"):
        session.run("pre-commit", "try-repo", str(root), hook, "--all-files", success_codes=[1])


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist and the wheel in dist/, and see that the wheel works."""
    session.install("build")
    session.run("python", "-m", "build", "--outdir", "dist", ".")
    newest = max(Path("dist").glob("xdistify-*.whl"), key=lambda wheel: wheel.stat().st_mtime)
    session.install("--force-reinstall", f"xdistify[demo] @ {newest.resolve().as_uri()}")
    session.run("xdistify", "demo")


@nox.session
def wild(session: nox.Session) -> None:
    """Make suites from the wild safe, prove it, take it back; `-- NAME …` for some of them."""
    session.install("-e", ".", "tomli; python_version < '3.11'")
    session.run("python", "-m", "benchmarks.wild", *session.posargs)
