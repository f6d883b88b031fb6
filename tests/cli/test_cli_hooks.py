"""The hooks for pre-commit, run by pre-commit itself with what is installed here.

That pre-commit can also build an environment from the repository is for ``nox -s hooks``.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.projects import CLEAN, OWN, Project, Ran

pytest.importorskip("pre_commit")
yaml = pytest.importorskip("yaml", reason="comes with pre-commit")
HOOKS = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())


@pytest.fixture
def guarded(repository: Project) -> Project:
    """A repository with all our hooks; ``xdistify`` is a script that runs what is tested here."""
    script = repository.path.parent / "bin/xdistify"
    script.parent.mkdir()
    script.write_text(f"#!{sys.executable}\nfrom codemods.cli.main import run\nrun()\n")
    script.chmod(0o755)
    repository.environment["PATH"] = f"{script.parent}:{repository.environment['PATH']}"
    repository.environment["PRE_COMMIT_HOME"] = str(repository.path.parent / "pre-commit")
    return with_args(repository)


def with_args(project: Project, *args: str) -> Project:
    hooks = [{**hook, "language": "system", "args": list(args)} for hook in HOOKS]
    content = {"repos": [{"repo": "local", "hooks": hooks}]}
    return project.write({".pre-commit-config.yaml": json.dumps(content)})


def hook(project: Project, name: str, *words: str) -> Ran:
    project.git("add", "--all")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--color=never", name, *words],
        cwd=project.path,
        env=project.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode())


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("xdistify-check", "2 hazards (2 with a fix"),
        ("xdistify-scan", "tests/test_own.py:5  hardcoded-path"),
        ("xdistify-diff", "+def test_report(tmp_path):"),
    ],
)
def test_a_hook_fails_with_what_it_found_and_passes_once_it_is_applied(guarded, name, shows):
    before = guarded.read("tests/test_own.py")

    failing = hook(guarded, name, "--all-files")

    assert failing.code == 1
    assert "Failed\n- hook id: " + name in failing.text
    assert shows in failing.text
    assert guarded.read("tests/test_own.py") == before
    guarded.commit()
    guarded.run("apply")
    assert hook(guarded, name, "--all-files").code == 0


def test_every_hook_takes_arguments(guarded):
    assert [each["id"] for each in HOOKS] == ["xdistify-check", "xdistify-scan", "xdistify-diff"]
    with_args(guarded, "--select", "worker-log")
    for each in HOOKS:
        assert hook(guarded, each["id"], "--all-files").code == 0
    with_args(guarded, "--select", "tmp-path", "--where", "function:test_notes")
    for each in HOOKS:
        assert "1 file read: 1 hazard " in hook(guarded, each["id"], "--all-files").text


def test_a_hook_looks_at_the_whole_suite_though_one_file_is_staged(guarded):
    guarded.commit()
    guarded.write({"tests/test_new.py": CLEAN})
    assert "2 files read: 2 hazards" in hook(guarded, "xdistify-check").text


def test_a_commit_without_python_or_configuration_runs_no_hook(guarded):
    guarded.commit()
    guarded.write({"README.md": "words\n"})
    done = hook(guarded, "xdistify-check")
    assert done.code == 0
    assert "no files to check" in done.text.lower()


def test_a_hook_that_is_configured_wrongly_says_so(guarded):
    with_args(guarded, "--select", "tmp-pth")
    done = hook(guarded, "xdistify-check", "--all-files")
    assert done.code == 1
    assert "did you mean tmp-path" in done.text
    assert OWN.encode() == guarded.read("tests/test_own.py")
