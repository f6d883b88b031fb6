"""Dies at each step of an undertaking in turn, recovers, and reports what was left: a script.

Arguments: the scenario, an empty folder. Prints one JSON list, an object for each death.
"""

import contextlib
import ctypes
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import conftest
import filelock  # noqa: F401  imported here, or each child would do so again
import git  # noqa: F401

from codemods.errors import Refusal
from codemods.history import applied_fixes, recover, revert_fixes, settling

PR_SET_CHILD_SUBREAPER = 36
STEPS = ("replace", "fsync", "open", "unlink", "mkdir", "rmdir")


def die_at(number: int) -> None:
    """End this process, as by kill -9, before its step with this number."""
    left = [number]

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)
            return function(*arguments, **options)

        return step

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    popen = subprocess.Popen
    popen.communicate = counted(popen.communicate)  # type: ignore[method-assign]
    popen.__init__ = counted(popen.__init__)  # type: ignore[method-assign]


def adopt_orphans() -> None:
    """Become the parent of every process that outlives its own, where the system can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def await_orphans() -> None:
    """Let a git that outlived its parent come to its end, as it does before a person is back."""
    if sys.platform != "linux":
        time.sleep(0.3)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def is_consistent(root: conftest.Folder) -> bool:
    """Whether taking back what the ledger knows of leads to the originals, and to no state."""
    if (root.path / ".git/refs/heads/fixes").exists():
        root.git("checkout", "--quiet", "fixes")
    revert_fixes(root.path, [], everything=True, allow_dirty=True, commit=False)
    state = [root.path / ".xdistify", root.path / ".git/xdistify"]
    return not any(path.exists() for path in state)


def main(scenario: str, base: Path) -> None:
    os.fsync = lambda descriptor: None
    settling.GRACE = 0.0
    adopt_orphans()
    fixes = conftest.Fixes()
    template = conftest.Folder(base / "template")
    template.path.mkdir()
    for name, content in (("test_a.py", fixes.A), ("sub/test_b.py", fixes.B)):
        template.write(name, content)
    if scenario != "plain":
        template.git("init", "--quiet", "--template=")
        template.commit("start")
    edit = fixes.edit(template, "test_a.py", b"'/tmp/one'", b"1", ["eeee5555"])
    new = type(edit)("new/conftest.py", 0, 0, b"", b"import pytest\n", edit.owners)
    everything = [fixes.fix("eeee5555", new), *fixes.all(template)]
    if scenario == "revert":
        template.apply(*everything)
    old = template.everything()
    done = conftest.Folder(base / "done")
    act(scenario, shutil.copytree(template.path, done.path), everything)
    after = done.everything()
    reports = []
    for number in range(1, 2000):
        root = conftest.Folder(base / str(number))
        shutil.copytree(template.path, root.path, symlinks=True)
        child = os.fork()
        if child == 0:
            die_at(number)
            act(scenario, root.path, everything)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        await_orphans()
        torn = [
            name for name, it in files(root).items() if it not in (old.get(name), after.get(name))
        ]
        lock = root.path / ".git/index.lock"
        try:
            sentences = recover(root.path)
        except Refusal as refusal:
            sentences = (str(refusal),)
            lock.unlink(missing_ok=True)
            sentences += recover(root.path)
        found = root.everything()
        reports.append(
            {
                "step": number,
                "code": code,
                "torn": torn,
                "sentences": sentences,
                "branches": sorted(path.name for path in root.path.glob(".git/refs/heads/*")),
                "worktrees": len(list(root.path.glob(".git/worktrees/*"))),
                "commits": len(root.git("log", "--format=%h", check=False).split()),
                "status": root.git("status", "--porcelain", check=False),
                "applied": [fix.id for fix in applied_fixes(root.path)],
                "old": same(found, old),
                "new": same(found, after),
                "strays": [name for name in found if ".tmp" in name],
                "consistent": is_consistent(root),
                "originals": root.read("test_a.py") == fixes.A
                and root.read("sub/test_b.py") == fixes.B
                and not (root.path / "new").exists(),
            }
        )
        shutil.rmtree(root.path)
        if code == 0:
            break
    print(json.dumps(reports))


def act(scenario: str, root: Path, everything: list) -> None:
    folder = conftest.Folder(root)
    if scenario == "revert":
        revert_fixes(root, [], everything=True, allow_dirty=False, commit=False)
    elif scenario == "commit":
        folder.apply(*everything, commit="transform")
    elif scenario == "branch":
        folder.apply(*everything, branch="fixes")
    else:
        folder.apply(*everything)


def files(root: conftest.Folder) -> dict[str, bytes]:
    return {name: it for name, it in root.everything().items() if name.endswith(".py")}


def same(one: dict[str, bytes], two: dict[str, bytes]) -> bool:
    return without_state(one) == without_state(two)


def without_state(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: it for name, it in found.items() if not name.startswith(".xdistify")}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
