"""Repositories, fixes and hooks for the tests of `codemods.history`."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from codemods.edits.model import Edit, Fix, When
from codemods.history import Applied, apply_fixes


@dataclass(frozen=True)
class Folder:
    """A root on disk, with or without git, and the few things that tests do with it."""

    path: Path

    def git(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout.rstrip("\n")

    def write(self, name: str, content: bytes) -> bytes:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return content

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def commit(self, message: str = "work") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def hook(self, name: str, body: str) -> None:
        path = self.path / ".git/hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def status(self) -> str:
        return self.git("status", "--porcelain")

    def subjects(self, revision: str = "HEAD") -> list[str]:
        return self.git("log", "--format=%s", revision).splitlines()

    def everything(self) -> dict[str, bytes]:
        """Every file below the root and its bytes, git's own apart; folders end with a slash."""
        found = {}
        for folder, folders, files in os.walk(self.path):
            if ".git" in folders:
                folders.remove(".git")
            for name in files:
                path = Path(folder) / name
                found[path.relative_to(self.path).as_posix()] = path.read_bytes()
            for name in folders:
                found[f"{(Path(folder) / name).relative_to(self.path).as_posix()}/"] = b""
        return found

    def apply(self, *fixes: Fix, **options: object) -> Applied:
        """Apply fixes to what is on disk; by default to the working tree, without a commit."""
        names = {edit.path for fix in fixes for edit in fix.edits}
        present = {name: self.read(name) for name in names if (self.path / name).exists()}
        settings: dict[str, object] = {
            "commit": "none",
            "branch": None,
            "allow_dirty": False,
            "describe": describe,
            **options,
        }
        return apply_fixes(self.path, present, fixes, **settings)


def describe(fixes: Sequence[Fix]) -> str:
    ids = "\n".join(f"Xdistify-Fix: {fix.id}" for fix in fixes)
    return f"{fixes[0].transform}: {len(fixes)} of them\n\n{ids}"


def make_edit(
    folder: Folder,
    path: str,
    before: bytes,
    after: bytes,
    owners: Sequence[str],
    when: When = "any",
) -> Edit:
    """Replace the only place where ``before`` is in the file as it is now."""
    content = folder.read(path)
    assert content.count(before) == 1, (before, content)
    start = content.index(before)
    return Edit(path, start, start + len(before), before, after, frozenset(owners), when)


def make_fix(name: str, *edits: Edit, transform: str = "tmp-path") -> Fix:
    return Fix(
        id=name,
        transform=transform,
        hazard="hardcoded-path",
        resource="/tmp/out",
        why="Two tests write it.",
        safety="safe",
        tests=("tests/test_a.py::test_a",),
        edits=tuple(edits),
    )


SETTINGS = """
[user]
name = Ada
email = ada@example.org
[init]
defaultBranch = main
[core]
fsync = none
"""


@pytest.fixture(autouse=True)
def _own_git_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    home = tmp_path_factory.mktemp("home")
    settings = home / ".gitconfig"
    settings.write_text(SETTINGS)
    # Tests kill processes, not machines: waiting for the disk would prove nothing.
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A root outside any repository, with two files."""
    made = Folder(tmp_path / "plain")
    made.write("test_a.py", A)
    made.write("sub/test_b.py", B)
    return made


@pytest.fixture
def repo(tmp_path: Path) -> Folder:
    """A repository with two committed files, its root at the top."""
    made = Folder(tmp_path / "repo")
    made.path.mkdir()
    made.git("init", "--quiet")
    made.write("test_a.py", A)  # xdistify: ignore a folder of its own
    made.write("sub/test_b.py", B)  # xdistify: ignore a folder of its own
    made.commit("start")
    return made


A = b"""\
import os


def test_one():
    write('/tmp/one')


def test_two():
    write('/tmp/two')
"""
B = b"\xef\xbb\xbfimport os\r\n\r\n\x0cdef test_three():\r\n    write('/tmp/three')  # \xc3\xa9"


@pytest.fixture
def fixes() -> "Fixes":
    return Fixes()


class Fixes:
    """Fixes for the two files. ``one`` and ``two`` share a parameter and free an import."""

    describe = staticmethod(describe)
    edit = staticmethod(make_edit)
    fix = staticmethod(make_fix)
    A = A
    B = B

    def one(self, root: Folder) -> Fix:
        return make_fix(
            "aaaa1111",
            make_edit(root, "test_a.py", b"import os\n", b"", ["aaaa1111", "aaaa2222"], "all"),
            self._shared(),
            make_edit(root, "test_a.py", b"'/tmp/one'", b"tmp / 'one'", ["aaaa1111"]),
        )

    def two(self, root: Folder) -> Fix:
        return make_fix(
            "aaaa2222",
            make_edit(root, "test_a.py", b"import os\n", b"", ["aaaa1111", "aaaa2222"], "all"),
            self._shared(),
            make_edit(root, "test_a.py", b"'/tmp/two'", b"tmp / 'two'", ["aaaa2222"]),
        )

    def three(self, root: Folder) -> Fix:
        path = "sub/test_b.py"
        return make_fix(
            "bbbb3333",
            make_edit(root, path, b"test_three()", b"test_three(worker_id)", ["bbbb3333"]),
            make_edit(root, path, b"'/tmp/three'", b"f'/tmp/{worker_id}'", ["bbbb3333"]),
            transform="worker-id",
        )

    def all(self, root: Folder) -> list[Fix]:
        return [self.one(root), self.two(root), self.three(root)]

    def _shared(self) -> Edit:
        return Edit(
            "test_a.py", 10, 10, b"", b"import tmp\n", frozenset(["aaaa1111", "aaaa2222"]), "any"
        )
