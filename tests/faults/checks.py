"""What must hold after a step went wrong: at once, after the next run, and after a revert."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.remains import digest
from tests.faults.steps import COUNT, Hurt

if TYPE_CHECKING:
    from tests.faults.dying import Bench

Files = Mapping[str, tuple[int, bytes]]
OTHERS = {
    "README.txt": b"read me\n",
    "notes.txt": b"notes\n",
}

JUDGED = 1000
"""More commands than are typed before one of them is hurt."""
STANDING = (
    ["status", "--porcelain"],
    ["log", "--format=%s"],
    ["branch"],
    ["diff", "--cached"],
)


class Broken(Exception):
    """A promise that does not hold, in words."""


@dataclass(frozen=True)
class Way:
    """A command that changes a suite, and the commands typed before it."""

    words: list[str]
    before: list[list[str]] = field(default_factory=list)
    git: bool = True

    @property
    def commits(self) -> bool:
        """Whether it makes several commits in the user's checkout."""
        return "--commit" in self.words and "revert" not in self.words


@dataclass(frozen=True)
class Ended:
    """How a command ended, and how many steps it took."""

    code: int
    told: str
    count: int


@dataclass
class State:
    """A way, with the suite before it, after it, and at each commit on the way."""

    bench: "Bench"
    way: Way
    template: Path
    done: Path
    pristine: Files
    old: Files
    new: Files
    allowed: dict[str, list[tuple[int, bytes] | None]]
    is_all: bool
    remains: set[tuple[int, str]] = field(default_factory=set)

    @staticmethod
    def made(bench: "Bench", way: Way, suite: Mapping[str, bytes]) -> "State":
        template, done, root = bench.base / "template", bench.base / "done", bench.root
        shutil.rmtree(root, ignore_errors=True)
        for name, content in {**suite, **OTHERS}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if way.git:
            for words in (["init", "-q", "--template="], ["add", "-A"], ["commit", "-qm", "start"]):
                git(root, *words)
            (root / "README.txt").write_bytes(b"staged\n")
            git(root, "add", "README.txt")
            (root / "notes.txt").write_bytes(b"changed\n")
            (root / "mine.txt").write_bytes(b"unknown to git\n")
        pristine = files(root)
        for words in way.before:
            ended = bench.run(words)
            assert ended.code == 0, ended.told
        copy(root, template)
        old = files(root)
        bench.learn()
        ended = bench.run(way.words)
        bench.learn()
        assert ended.code == 0, ended.told
        copy(root, done)
        new = files(done)
        names = {*old, *new}
        allowed = {name: [old.get(name), new.get(name)] for name in names}
        if way.git:
            revisions = git(done, "rev-list", "HEAD").split()
            for name, found in allowed.items():
                mode = (old.get(name) or new[name])[0]
                for revision in revisions:
                    content = shown(done, revision, name)
                    found.append(None if content is None else (mode, content))
        is_all = "nothing to apply" in bench.run(["apply"]).told
        return State(bench, way, template, done, pristine, old, new, allowed, is_all)

    def steps(self, hurt: Hurt) -> int:
        """How many steps the way has that can be hurt so."""
        copy(self.template, self.bench.root)
        ended = self.bench.run(self.way.words, Hurt(COUNT.how, kinds=hurt.kinds))
        assert ended.code == 0, ended.told
        return ended.count


def judge(state: State, hurt: Hurt, at: int) -> int:
    """Hurt one step, look, go on, take back: how many locks of git had to be deleted by hand.

    What was left so before is looked at, and not gone on from again: nothing else would follow.

    Raises:
        Broken: a promise does not hold.
    """
    bench, way = state.bench, state.way
    root = bench.root
    copy(state.template, root)
    bench.typed = JUDGED
    ended = bench.run(way.words, hurt, at)
    _check_ending(state, root, hurt, ended)
    _check_old_or_new(state, root, ended)
    left = ended.code, digest(root)
    if left in state.remains:
        return 0
    state.remains.add(left)
    locks = _go_on(state, root, ended)
    _check_done(state, root)
    _check_all_back(state, root)
    return locks


def _check_ending(state: State, root: Path, hurt: Hurt, ended: Ended) -> None:
    if hurt.is_a_kill:
        need(ended.code in (-9, 0, 2), f"ended with {ended.code}", ended)
    else:
        need(ended.code in (0, 2), f"ended with {ended.code}", ended)
    need("Traceback" not in ended.told, "a traceback", ended)
    if ended.code == 2:
        lines = [line for line in ended.told.splitlines() if line.startswith("xdistify: ")]
        need(len(lines) == 1 and len(lines[0]) > 25, "no clear sentence", ended)
    if ended.code == 0:
        need(files(root) == state.new, "said to be done, and is not", ended)
    if "every file is as it was" in ended.told and "Commits made" not in ended.told:
        need(files(root) == state.old, "said to be as it was, and is not", ended)


def _check_old_or_new(state: State, root: Path, ended: Ended) -> None:
    found = files(root)
    for name, known in state.allowed.items():
        need(found.get(name) in known, f"{name} is neither old nor new", ended)
    strays = [it for it in found if it not in state.allowed and not it.endswith(".tmp")]
    need(not strays, f"{strays} came from nowhere", ended)


def _go_on(state: State, root: Path, first: Ended) -> int:
    """Type the command again, deleting a lock that git left where the sentence names it."""
    words = state.way.words
    branch = words[words.index("--branch") + 1] if "--branch" in words else None
    ended, locks = _past_locks(state, words)
    if ended.code == 0:
        return locks
    done = files(root) == state.new
    if branch and f"the branch {branch} exists already" in ended.told:
        differs = git(root, "diff", "--name-only", branch, other=state.done)
        need(not differs, f"half a branch: {differs}", first, ended)
    else:
        need(done and "no fix" in ended.told, "the next run stops", first, ended)
    return locks


def _past_locks(state: State, words: list[str]) -> tuple[Ended, int]:
    """How a command ends once the locks of git that it names are deleted, and how many."""
    for locks in range(5):
        ended = state.bench.run(words)
        named = [Path(it) for it in re.findall(r"(/\S+?\.lock)\b", ended.told)]
        there = [it for it in named if it.exists()]
        if ended.code == 0 or not there:
            return ended, locks
        for path in there:
            path.unlink()
    raise Broken(f"locks without end\n{ended.told}")


def _check_done(state: State, root: Path) -> None:
    found = files(root)
    if found != state.new:
        # What is left after some of the commits may be mended in another way as well.
        need(state.way.commits, "it is not as it would have been")
        if state.way.words[0] == "review":
            return  # What commits have changed the code of is asked again.
        state.bench.learn()
        more = state.is_all and "nothing to apply" not in state.bench.run(["apply"]).told
        need(not more, "there is more to apply")
        return
    if state.way.git:
        for words in STANDING:
            one, two = git(root, *words), git(state.done, *words)
            need(one == two, f"git {words[0]} differs: {one!r} for {two!r}")
        problems = git(root, "fsck", "--strict", "--no-dangling", "--no-progress")
        need(not problems, f"fsck: {problems}")
        left = [*(root / ".git").glob("worktrees/*"), *(root / ".git/xdistify").glob("worktrees/*")]
        need(not left, f"left behind: {left}")


def _check_all_back(state: State, root: Path) -> None:
    words = state.way.words
    committed = state.way.git and len(git(root, "log", "--format=%h").split()) > 1
    if "--branch" in words:
        for other in ("README.txt", "notes.txt"):
            git(root, "checkout", "-q", "HEAD", "--", other)
        git(root, "checkout", "-q", words[words.index("--branch") + 1])
        committed = True
    ended, _ = _past_locks(state, ["revert", "--all", *(["--commit"] if committed else [])])
    need(ended.code == 0, "revert refuses", ended)
    found = files(root)
    for name in {*found, *state.pristine}:
        if "--branch" in words and name in OTHERS:
            continue
        need(found.get(name) == state.pristine.get(name), f"{name} did not come back", ended)
    states = (root / ".git/xdistify", root / ".xdistify")
    left = [it for place in states if place.exists() for it in place.iterdir()]
    left = [it for it in left if it.name != "review"]
    need(not left, f"left in the state folder: {left}", ended)


def need(holds: bool, words: str, *ended: Ended) -> None:
    if not holds:
        raise Broken("\n".join([words, *(f"[{it.code}] {it.told}" for it in ended)]))


def copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)


def files(root: Path) -> dict[str, tuple[int, bytes]]:
    """Mode and bytes of every file below the root; git's and our own apart."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith((".git/", ".xdistify/")):
            found[name] = (path.stat().st_mode, path.read_bytes())
    return found


def git(root: Path, *words: str, other: Path | None = None) -> str:
    """What git says; with ``other``, about the repository there."""
    if other is not None:
        one, two = (git(it, "rev-parse", f"{words[-1]}^{{tree}}") for it in (root, other))
        return "" if one == two else f"{one} for {two}"
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout + (done.stderr if done.returncode else "")


def shown(root: Path, revision: str, name: str) -> bytes | None:
    done = subprocess.run(
        ["git", "show", f"{revision}:{name}"], cwd=root, capture_output=True, check=False
    )
    return done.stdout if done.returncode == 0 else None
