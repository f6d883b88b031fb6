"""A branch in a worktree of its own, so that the user's checkout, index and HEAD stay untouched."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from codemods.edits.model import Fix
from codemods.errors import Refusal
from codemods.history import ledger
from codemods.history.journal import Branching
from codemods.history.place import locate
from codemods.history.repository import Checkout, ask, opened, tell


def check_name(repo: Checkout, name: str) -> None:
    """See that a branch can be made under ``name``.

    Raises:
        Refusal: git does not take the name, or there is such a branch.
    """
    answer = ask(repo, "check_ref_format", "--branch", name)
    if answer.status or answer.out != name:
        raise Refusal(f"“{name}” is not a name that git takes for a branch.")
    if _has_branch(repo, name):
        raise Refusal(
            f"the branch {name} exists already: choose another name, or delete it "
            f"(git branch -D {name})."
        )


def is_made(root: Path, name: str, fixes: Collection[Fix]) -> bool:
    """Whether a branch of ours holds just these fixes, on top of what HEAD is now.

    Raises:
        Refusal: the ledger is damaged, or git cannot tell.
    """
    place = locate(root)
    ids = frozenset(fix.id for fix in fixes)
    batches = ledger.load(place).batches(place)
    if place.top is None or not any(it.branch == name and it.applied() == ids for it in batches):
        return False
    with opened(place.top) as repo:
        answer = ask(repo, "merge_base", "--is-ancestor", "HEAD", f"refs/heads/{name}")
        return answer.status == 0


@contextmanager
def worktree(repo: Checkout, state: Path, plan: Branching) -> Iterator[Checkout]:
    """Make the branch and its worktree; whatever happens inside, the caller removes them.

    Raises:
        Refusal: git refused; the sentence gives its words.
    """
    folder = state / plan.worktree
    folder.parent.mkdir(parents=True, exist_ok=True)
    tell(repo, "worktree", "add", "--quiet", "--no-track", "-b", plan.name, str(folder), plan.head)
    with opened(folder, at_work=True) as tree:
        yield tree


def remove_worktree(repo: Checkout, state: Path, plan: Branching) -> None:
    """Remove the worktree, also one that is half made; the branch stays.

    Raises:
        Refusal: something of it is left.
    """
    folder = state / plan.worktree
    ask(repo, "worktree", "remove", "--force", "--force", str(folder))
    # What git was still making it neither removes nor prunes.
    for left in (folder, Path(repo.repo.common_dir).resolve() / "worktrees" / folder.name):
        if left.exists():
            shutil.rmtree(left, ignore_errors=True)
        if left.exists():
            raise Refusal(f"{left} cannot be removed.")
    ask(repo, "worktree", "prune")


def discard(top: Path, state: Path, plan: Branching) -> bool:
    """Remove the worktree and the branch of an undertaking that came to nothing.

    A branch of this name that somebody else made meanwhile stays.

    Returns:
        Whether no branch of this name is left.

    Raises:
        Refusal: git cannot remove them; the sentence gives its words.
    """
    ref = f"refs/heads/{plan.name}"
    with opened(top) as repo:
        # It cannot be listed where git was stopped while making it: the branch is just made then.
        listing = ask(repo, "worktree", "list", "--porcelain").out
        there = _has_branch(repo, plan.name)
        if there and f"worktree {state / plan.worktree}\n" in listing:
            # Before its worktree, which shows that it is ours.
            tell(repo, "update_ref", "-d", ref)
            there = False
        remove_worktree(repo, state, plan)
        if there and _is_just_made(repo, ref, plan.head):
            tell(repo, "branch", "-D", "--", plan.name)
            there = False
        return not there


def _has_branch(repo: Checkout, name: str) -> bool:
    return not ask(repo, "show_ref", "--verify", "--quiet", f"refs/heads/{name}").status


def _is_just_made(repo: Checkout, ref: str, head: str) -> bool:
    """Whether git got no further than making the branch for us: people start one elsewhere."""
    history = ask(repo, "log", "--walk-reflogs", "--format=%H %gs", ref, "--").out.splitlines()
    return history == [f"{head} branch: Created from {head}"]
