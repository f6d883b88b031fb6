"""Nothing of a repository runs but by trace, verify and demo, whatever it puts in the way."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.projects import OWN, Project

if os.name != "posix":
    pytest.skip("the traps are programs of a POSIX shell", allow_module_level=True)

# What the command imports, and what it could: all of the standard library, all that is installed.
MODULES = sorted(
    name
    for name in {
        *sys.stdlib_module_names,
        *importlib.metadata.packages_distributions(),
        *("sitecustomize", "usercustomize", "evil", "setup", "conftest", "noxfile"),
    }
    if name.isidentifier()
)
COMMANDS = (
    *("xdistify", "git", "ruff", "black", "python", "python3", "pytest", "uv", "sh", "env"),
    *(
        "editor",
        "sensible-editor",
        "nano",
        "vi",
        "vim",
        "less",
        "pager",
        "gpg",
        "ssh",
        "ssh-askpass",
    ),
)
HOOKS = (
    *("applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-applypatch", "post-checkout"),
    *("post-commit", "post-index-change", "post-merge", "post-rewrite", "pre-applypatch"),
    *("pre-auto-gc", "pre-commit", "pre-merge-commit", "prepare-commit-msg", "pre-push"),
    *("pre-rebase", "reference-transaction", "sendemail-validate", "update"),
)
VERBS = ("cat-file", "config", "diff", "diff-index", "ls-files", "ls-tree", "merge-file", "reset")
VERBS += ("rev-list", "rev-parse", "show", "status", "update-index", "version", "worktree")
PROGRAMS = (
    *("core.alternateRefsCommand", "core.askPass", "core.editor", "core.fsmonitor"),
    *("core.gitProxy", "core.pager", "core.sshCommand", "credential.helper", "sequence.editor"),
    *("diff.external", "diff.evil.command", "diff.evil.textconv", "diff.guitool"),
    *("filter.evil.clean", "filter.evil.process", "filter.evil.smudge", "merge.evil.driver"),
    *("gpg.program", "gpg.ssh.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand"),
    *("interactive.diffFilter", "remote.origin.uploadpack", "remote.origin.vcs"),
    *("trailer.evil.command", "trailer.evil.cmd", "uploadpack.packObjectsHook"),
    *(f"pager.{verb}" for verb in VERBS),
)
SUITE = {
    "tests/test_own.py": f"import json\nimport evil\nfrom . import helper\n{OWN}",
    "tests/__init__.py": "",
    "tests/test_shared.py": (
        "import os\n\ndef test_writes():\n    open('/tmp/xdistify-shared/a', 'w').close()\n\n\n"
        "def test_reads():\n    assert os.path.exists('/tmp/xdistify-shared/a')\n"
    ),
    "pytest.ini": "[pytest]\naddopts = -p evil\nrequired_plugins = evil\n",
    "pyproject.toml": (
        "[build-system]\nrequires = []\nbuild-backend = 'evil'\nbackend-path = ['.']\n"
        "[project]\nname = 'evil'\nversion = '1'\n"
        "[project.entry-points.'xdistify.transforms']\nevil = 'evil:transform'\n"
        "[project.entry-points.pytest11]\nevil = 'evil'\n"
        "[tool.xdistify]\npython = './python'\n"
        "[tool.black]\nline-length = 88\n"
    ),
    "evil-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: evil\nVersion: 1\n",
    "evil-1.dist-info/entry_points.txt": "[xdistify.transforms]\nevil = evil:transform\n",
    "evil.egg-info/PKG-INFO": "Metadata-Version: 2.1\nName: evil\nVersion: 1\n",
    "evil.egg-info/entry_points.txt": "[xdistify.transforms]\nevil = evil:transform\n",
    "pyvenv.cfg": "home = .\ninclude-system-site-packages = true\n",
    ".gitattributes": "* filter=evil diff=evil merge=evil\n",
}


@dataclass(frozen=True)
class Trapped:
    """A repository full of traps, the folder in which they leave marks, and a command to type."""

    project: Project
    marks: Path
    script: Path

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """The command as installed, typed in the root: nothing of ours is imported from there."""
        return subprocess.run(
            [sys.executable, str(self.script), *words],
            cwd=self.project.path,
            env=self.project.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def sprung(self) -> set[str]:
        found = {mark.name for mark in self.marks.iterdir()}
        for mark in self.marks.iterdir():
            mark.unlink()
        return found


@pytest.fixture
def trapped(project, tmp_path):
    root, marks = project.path, tmp_path / "marks"
    marks.mkdir()

    def program(path: Path, mark: str) -> str:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n: > {marks}/{mark}\nexec cat\n")
        path.chmod(0o755)
        return str(path)

    def module(mark: str) -> str:
        return f"open({str(marks / mark)!r}, 'w')\n"

    project.write(SUITE)
    project.initialise()
    for at, name in enumerate(MODULES):
        is_package = at % 2 and name not in COMMANDS
        path = f"{name}/__init__.py" if is_package else f"{name}.py"
        project.write({path: module(f"import-{name}")})
        project.write({f"tests/{name}.py": module(f"import-tests-{name}")})
    project.write(
        {
            "tests/helper.py": module("import-tests-helper"),
            "evil.pth": f"import os; {module('pth')}",
            ".venv/pyvenv.cfg": "home = .\n",
            ".pythonrc.py": module("startup"),
            ".pdbrc": f"!{module('pdbrc')}",
        }
    )
    packages = f".venv/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    project.write(
        {
            f"{packages}/sitecustomize.py": module("venv-sitecustomize"),
            f"{packages}/evil.pth": f"import os; {module('venv-pth')}",
            f"{packages}/evil-1.dist-info/entry_points.txt": SUITE[
                "evil-1.dist-info/entry_points.txt"
            ],
            f"{packages}/evil.py": module("venv-evil"),
        }
    )
    for name in COMMANDS:
        for folder in (".", "bin", ".venv/bin", "venv/bin"):
            program(root / folder / name, f"command-{name}")
    _arm(project, program, ".", marks.parent / "programs")
    project.git("init", "--quiet", "sub")
    project.write({"sub/tests/test_sub.py": OWN.replace("xdistify-o", "xdistify-sub-o")})
    project.git("-C", "sub", "add", "tests")
    project.git("-C", "sub", "commit", "--quiet", "--message", "sub")
    project.write({"sub/.gitattributes": "* filter=evil diff=evil\n"})
    _arm(project, program, "sub", marks.parent / "sub-programs")
    for path in ("tests/test_own.py", "tests/test_shared.py", "sub/tests/test_sub.py"):
        os.utime(root / path, (1, 1))  # git has to look into it again
    script = tmp_path / "installed" / "xdistify"
    script.parent.mkdir()
    script.write_text(
        "from codemods.cli.main import run\n\nif __name__ == '__main__':\n    run()\n"
    )
    found = Trapped(project, marks, script)
    found.sprung()
    return found


def _arm(project: Project, program, top: str, programs: Path) -> None:
    settings = {name: program(programs / name, f"setting-{name}") for name in PROGRAMS}
    for verb in VERBS:
        settings[f"alias.{verb}"] = "!" + program(programs / f"alias.{verb}", f"alias-{verb}")
    settings["remote.origin.url"] = f"ext::{programs}/core.pager"
    settings["remote.origin.promisor"] = "true"
    with (project.path / top / ".git/config").open("a") as config:
        for name, value in settings.items():
            section, *rest, key = name.split(".")
            head = f'{section} "{rest[0]}"' if rest else section
            config.write(f'[{head}]\n\t{key} = "{value}"\n')
    for name in HOOKS:
        program(project.path / top / ".git/hooks" / name, f"hook-{name}")


REVIEW = ["review", "--accept", "all", "--apply"]
WAYS = {
    "scan": [["scan"]],
    "scan json": [["scan", "--format", "json"]],
    "scan html": [["scan", "--format", "html", "--output", "{out}/report.html"]],
    "scan in processes": [["scan", "--executor", "processes:2"]],
    "scan of several": [["scan", "--repos", "{list}"]],
    "diff": [["diff"]],
    "check": [["apply", "--check"]],
    "apply, revert": [["apply", "--unsafe"], ["apply"], ["revert", "--all"]],
    "apply in processes": [["apply", "--executor", "processes:2"], ["revert", "--all"]],
    "review": [["review", "--list"], REVIEW, ["revert", "--all"]],
    "explain": [["explain", "tmp-path"], ["explain", "hardcoded-path", "--format", "json"]],
    "help": [["--help"], ["--version"], ["apply", "--help"]],
    "where": [["scan", "--where", "function:test_notes"], ["diff", "--quiet"]],
}


REFUSED = {
    "group marks": [["scan", "--select", "xdist-group"]],
    "a transform of the repository": [["scan", "--select", "evil"], ["explain", "evil"]],
}


@pytest.mark.parametrize(
    ("way", "codes"),
    [*((way, (0, 1)) for way in WAYS.values()), *((way, (2,)) for way in REFUSED.values())],
    ids=[*WAYS, *REFUSED],
)
def test_what_only_reads_or_rewrites_runs_nothing_of_the_repository(trapped, tmp_path, way, codes):
    out = tmp_path / "out"
    out.mkdir()
    (out / "list").write_text(f"{trapped.project.path}\n")
    before = trapped.project.everything()

    for words in way:
        done = trapped.run(*(word.format(out=out, list=out / "list") for word in words))
        assert done.returncode in codes, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        assert trapped.sprung() == set(), words

    after = trapped.project.everything()
    assert {path for path, _ in before.items() ^ after.items()} <= {".xdistify"} | {
        path for path in after if path.startswith(".xdistify/")
    }


def test_the_traps_would_spring(trapped):
    project = trapped.project
    project.git("status", check=False)
    assert {"setting-core.fsmonitor", "setting-filter.evil.process"} & trapped.sprung()
    project.git("commit", "--quiet", "--allow-empty", "--message", "x", check=False)
    assert "hook-pre-commit" in trapped.sprung()
    for words in (["-c", "import json"], ["-c", "import evil"], ["-m", "codemods.cli.main"]):
        subprocess.run([sys.executable, *words], cwd=project.path, check=False, capture_output=True)
        assert trapped.sprung(), words
    subprocess.run([shutil.which("sh"), "-c", "./git < /dev/null"], cwd=project.path, check=True)
    assert trapped.sprung() == {"command-git"}
