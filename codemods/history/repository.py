"""Questions to git, and everything about its state in which we refuse to write."""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from codemods import git as door
from codemods.errors import Refusal
from codemods.git import Answer
from codemods.history.place import Place, nearest_top
from codemods.limits import LARGEST_CONFIGURATION, read_regular

if TYPE_CHECKING:
    from git import Repo

IN_PROGRESS = {
    "rebase-apply/applying": "an am",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
}
FROM_A_HOOK = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
PATHS_AT_ONCE = 500

Dirt = Literal["changed", "untracked"]
Level = Literal["system", "global", "user", "repository"]


class NoGit(Refusal):
    """There is no git to ask."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A worktree of a repository.

    Attributes:
        top: its top.
        repo: as GitPython sees it.
        at_work: whether git runs the programs that the repository names, as for a commit.
    """

    top: Path
    repo: "Repo"
    at_work: bool


@contextmanager
def opened(top: Path, *, at_work: bool = False) -> Iterator[Checkout]:
    """The repository whose worktree has its top at ``top``.

    Args:
        at_work: whether hooks and filters of the repository run.

    Raises:
        NoGit: there is no git on PATH.
        Refusal: GitPython cannot read the repository.
    """
    if shutil.which("git") is None:
        raise NoGit("git is not on PATH.")
    import git

    try:
        repo = _plain_repository()(top)
    except (git.GitError, OSError, ValueError) as error:
        raise Refusal(f"{top} is not a git repository that can be read: {error}.") from error
    with repo:
        yield Checkout(top, repo, at_work)


@cache
def _plain_repository() -> "type[Repo]":
    """A repository that GitPython reads without what its configuration includes.

    Git has limits for that; GitPython reads a device to its end.
    """
    import git

    class Plain(git.Repo):
        def config_reader(self, config_level: Level | None = None) -> git.GitConfigParser:
            path = Path(self.common_dir, "config")
            read_regular(path, LARGEST_CONFIGURATION)
            return git.GitConfigParser(path, read_only=True, merge_includes=False)

    return Plain


def ask(repo: Checkout, command: str, *arguments: str) -> Answer:
    """Run one git command in the worktree of ``repo``; a failure is in the answer."""
    run = door.work if repo.at_work else door.look
    return run(repo.top, command.replace("_", "-"), *arguments)


def tell(repo: Checkout, command: str, *arguments: str) -> str:
    """The output of one git command.

    Raises:
        Refusal: git failed; the sentence gives its words.
    """
    answer = ask(repo, command, *arguments)
    if answer.status:
        raise Refusal(f"git {command.replace('_', '-')} failed: {answer.words}")
    return answer.out


def check_quiet(place: Place) -> None:
    """See that no merge or the like waits to be finished.

    Raises:
        Refusal: one does.
    """
    for name, what in IN_PROGRESS.items():
        if place.git_dir is not None and (place.git_dir / name).exists():
            verb = what.split()[-1]
            raise Refusal(
                f"{what} is in progress: finish it (git {verb} --continue) or abort it "
                f"(git {verb} --abort) first."
            )


def check_top(place: Place) -> None:
    """See that git, too, finds the files of the worktree where they are.

    Raises:
        Refusal: its configuration says otherwise, so that it would speak of other files.
    """
    if place.top is None or shutil.which("git") is None:
        return
    answer = door.look(place.top, "rev-parse", "--show-toplevel")
    if "must be run in a work tree" in answer.words:
        raise Refusal(
            f"{place.top} is a bare repository, which has no files, as its configuration says: if "
            "that is wrong, take it out (git config --unset core.bare)."
        )
    if answer.status:
        raise Refusal(f"git cannot read the repository {place.top}: {answer.words}")
    if Path(os.path.realpath(answer.out)) != place.top:
        raise Refusal(
            f"the configuration of git in {place.top} says that its files are in {answer.out} "
            "(core.worktree): take that out (git config --unset core.worktree) if it is wrong."
        )


@contextmanager
def committing(place: Place, *, branch: bool) -> Iterator[Checkout]:
    """The repository of ``place``, once it is seen that commits can be made there.

    Args:
        branch: whether they go to a new branch, so that the user's index and HEAD do not matter.

    Raises:
        Refusal: they cannot; the sentence says what to do.
    """
    if place.bare:
        raise Refusal(f"{place.root} lies in a bare repository, which has no files to commit.")
    if place.top is None or place.git_dir is None:
        raise Refusal(f"{place.root} is not in a git repository: leave the commits out.")
    hook = [name for name in FROM_A_HOOK if name in os.environ]
    if hook:
        raise Refusal(
            f"{hook[0]} is set, as it is inside a git hook: commits are not made there; unset it, "
            "or leave the commits out."
        )
    if (place.git_dir / "BISECT_LOG").exists():
        raise Refusal("a bisect is in progress: end it (git bisect reset) first.")
    with opened(place.top, at_work=True) as repo:
        if ask(repo, "rev_parse", "--verify", "--quiet", "HEAD^{commit}").status:
            raise Refusal("the repository has no commit yet: make the first one, then try again.")
        if not branch:
            _check_checkout(place.git_dir, repo)
        for name in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            answer = ask(repo, "var", name)
            if answer.status:
                raise Refusal(
                    "git does not know who commits: set user.name and user.email (git config "
                    f"--global user.name …). It says: {answer.words}"
                )
        yield repo


def uncommitted(
    place: Place, targets: Iterable[Path], *, at_work: bool = False
) -> dict[Path, Dirt]:
    """The targets that differ from HEAD, staged or not, and those that git does not know.

    A file that does not exist and that git does not know either is not among them.

    Args:
        at_work: whether filters of the repository run, as they will for a commit.

    Raises:
        NoGit: there is no git on PATH.
        Refusal: git cannot tell.
    """
    by_top: dict[Path, list[Path]] = {}
    for target in targets:
        top = nearest_top(target)
        if top is not None:
            by_top.setdefault(top, []).append(target)
    found: dict[Path, Dirt] = {}
    for top, files in by_top.items():
        with opened(top, at_work=at_work) as repo:
            known = tracked(repo, top, files)
            for chunk in _chunks(sorted(known)):
                # Without -z the names would be quoted; with it a rename has two fields.
                words = tell(
                    repo, "status", "--porcelain=v1", "-z", "--no-renames", *specs(top, chunk)
                )
                found.update({top / entry[3:]: "changed" for entry in words.split("\0") if entry})
            found.update(
                {file: "untracked" for file in files if file not in known and file.exists()}
            )
    return {file: found[file] for files in by_top.values() for file in files if file in found}


def tracked(repo: Checkout, top: Path, targets: Collection[Path]) -> set[Path]:
    """Those of the targets that are in git's index or in HEAD."""
    found = indexed(repo, top, targets)
    if not ask(repo, "rev_parse", "--verify", "--quiet", "HEAD^{commit}").status:
        for chunk in _chunks(sorted(targets)):
            options = ("-z", "--full-tree", "--name-only", "HEAD")
            words = tell(repo, "ls_tree", *options, *specs(top, chunk))
            found.update(top / name for name in words.split("\0"))
    return found & set(targets)


def indexed(repo: Checkout, top: Path, targets: Collection[Path]) -> set[Path]:
    """Those of the targets that are in git's index."""
    found: set[Path] = set()
    for chunk in _chunks(sorted(targets)):
        words = tell(repo, "ls_files", "-z", *specs(top, chunk))
        found.update(top / name for name in words.split("\0"))
    return found & set(targets)


def check_clean(
    place: Place,
    targets: Mapping[str, Path],
    *,
    allow_dirty: bool,
    ours: frozenset[str],
    commits: bool = False,
    at_work: bool = False,
) -> tuple[str, ...]:
    """See that no target holds work of the user that is not committed.

    Args:
        ours: paths that hold exactly what fixes made of them.
        commits: whether the targets will be committed, and with them whatever is in them.
        at_work: whether filters of the repository run.

    Returns:
        Sentences about what could not be checked.

    Raises:
        Refusal: a target does.
    """
    if allow_dirty:
        return ()
    try:
        dirt = uncommitted(place, targets.values(), at_work=at_work or commits)
    except NoGit:
        return ("git is not on PATH: nobody looked for uncommitted changes.",)
    found = {path: dirt[target] for path, target in targets.items() if target in dirt}
    mine = [path for path in found if path in ours]
    new = [path for path, what in found.items() if what == "untracked" and path not in ours]
    changed = [path for path, what in found.items() if what == "changed" and path not in ours]
    if changed:
        raise Refusal(
            f"uncommitted changes in {listed(changed)}: commit or stash them first, or insist "
            "with --allow-dirty."
        )
    if commits and new:
        raise Refusal(
            f"git does not know {listed(new)}: add and commit it first, or insist with "
            "--allow-dirty."
        )
    if commits and mine:
        raise Refusal(
            f"{listed(mine)} holds fixes that are not committed yet: commit them first, or have "
            "them committed along with --allow-dirty."
        )
    return ()


def check_own(place: Place, targets: Iterable[Path]) -> None:
    """See that no target is in a repository inside the repository.

    Raises:
        Refusal: one is.
    """
    for target in targets:
        top = nearest_top(target)
        if top != place.top and top is not None:
            name = target.relative_to(place.root).as_posix()
            raise Refusal(f"{name} is in a repository of its own, {top}: run xdistify there.")


def specs(top: Path, targets: Iterable[Path]) -> list[str]:
    """``--`` and the targets as pathspecs that mean just these files, whatever is in the names."""
    return ["--", *(f":(top,literal){target.relative_to(top).as_posix()}" for target in targets)]


def listed(names: Collection[str]) -> str:
    """``names`` for a sentence: at most five, and how many more."""
    shown = ", ".join(sorted(names)[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"


def _check_checkout(git_dir: Path, repo: Checkout) -> None:
    lock = git_dir / "index.lock"
    if lock.exists():
        raise Refusal(
            f"{lock} exists: another git is at work, or one has crashed; if none is running, "
            "delete that file."
        )
    if repo.repo.head.is_detached:
        raise Refusal(
            "HEAD is detached, so commits would be on no branch: give the commits a branch of "
            "their own with --branch NAME, or switch to one first."
        )


def _chunks(targets: list[Path]) -> Iterator[list[Path]]:
    return (targets[at : at + PATHS_AT_ONCE] for at in range(0, len(targets), PATHS_AT_ONCE))
