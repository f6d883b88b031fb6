"""A branch in a worktree of its own, so that the user's checkout, index and HEAD stay untouched."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from codemods.errors import Refusal
from codemods.history.journal import Branching
from codemods.history.repository import Checkout, ask, opened, tell


def check_name(repo: Checkout, name: str) -> None:
    """See that a branch can be made under ``name``.

    Raises:
        Refusal: git does not take the name, or there is such a branch.
    """
    answer = ask(repo, "check_ref_format", "--branch", name)
    if answer.status or answer.out != name:
        raise Refusal(f"“{name}” is not a name that git takes for a branch.")
    if not ask(repo, "show_ref", "--verify", "--quiet", f"refs/heads/{name}").status:
        raise Refusal(
            f"the branch {name} exists already: choose another name, or delete it "
            f"(git branch -D {name})."
        )


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
    """Remove the worktree, also one that is half made; the branch stays."""
    folder = state / plan.worktree
    ask(repo, "worktree", "remove", "--force", "--force", str(folder))
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)
    ask(repo, "worktree", "prune")


def discard(top: Path, state: Path, plan: Branching, *, ours: bool) -> bool:
    """Remove the worktree and the branch of an undertaking that came to nothing.

    Args:
        ours: whether it is certain that nobody else made a branch of this name meanwhile; else
            it is removed only if it is checked out in the worktree.

    Returns:
        Whether no branch of this name is left.
    """
    with opened(top) as repo:
        listing = tell(repo, "worktree", "list", "--porcelain")
        mine = ours or f"worktree {state / plan.worktree}\n" in listing
        remove_worktree(repo, state, plan)
        if mine:
            ask(repo, "branch", "-D", "--", plan.name)
        found = ask(repo, "show_ref", "--verify", "--quiet", f"refs/heads/{plan.name}")
        return found.status != 0
