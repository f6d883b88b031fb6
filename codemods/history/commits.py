"""One commit of some paths, made as the user would make it: hooks, signing, filters, identity."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from codemods.errors import Refusal
from codemods.history.repository import Checkout, ask, indexed, specs, tell


def commit_paths(repo: Checkout, top: Path, targets: Sequence[Path], message: str) -> str:
    """Commit the targets as they are on disk, and nothing else that is staged.

    Args:
        top: top of the worktree.
        targets: changed, new or deleted files below it.

    Returns:
        The full name of the commit.

    Raises:
        Refusal: git, a hook or the signing said no; the sentence gives their words. New files are
            still announced in the index: see ``forget``.
    """
    known = indexed(repo, top, targets)
    new = [target for target in targets if target not in known and target.exists()]
    if new:
        tell(repo, "add", "--intent-to-add", *specs(top, new))
    with tempfile.TemporaryDirectory(prefix="xdistify-") as folder:
        # The command line of a system may be too short for all paths and trailers.
        words, listing = Path(folder) / "message", Path(folder) / "paths"
        words.write_text(message, encoding="utf-8")
        listing.write_bytes("\0".join(specs(top, targets)[1:]).encode("utf-8", "surrogateescape"))
        answer = ask(
            repo,
            "commit",
            "--quiet",
            "--only",
            f"--file={words}",
            f"--pathspec-from-file={listing}",
            "--pathspec-file-nul",
        )
    if answer.status:
        raise Refusal(f"git refused the commit “{message.splitlines()[0]}”:\n{answer.words}")
    catch_up(repo, top, targets)
    return tell(repo, "rev_parse", "HEAD")


def catch_up(repo: Checkout, top: Path, targets: Sequence[Path]) -> None:
    """Let the index say of the targets what HEAD says.

    It is behind after a hook that rewrote a file and staged it again, and after a git that was
    stopped just when it had made the commit.
    """
    if ask(repo, "diff", "--cached", "--quiet", "HEAD", *specs(top, targets)).status:
        tell(repo, "reset", "--quiet", "HEAD", *specs(top, targets))


def forget(repo: Checkout, top: Path, targets: Sequence[Path]) -> None:
    """Take files that HEAD does not know out of the index again."""
    if targets:
        tell(repo, "reset", "--quiet", "HEAD", *specs(top, targets))
