"""What the other rooms get back: what was applied, committed, taken back, and what was found."""

from dataclasses import dataclass

from codemods.edits.model import Fix


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit that was made.

    Attributes:
        sha: its full name.
        subject: the first line of its message.
        fixes: ids of the fixes in it, or of those that it takes back.
    """

    sha: str
    subject: str
    fixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """What one call of ``apply_fixes`` did.

    Attributes:
        fixes: the fixes that are now in the files, in the order given.
        files: paths that were written, relative to the root, sorted; on a branch, the paths that
            its commits changed.
        commits: in the order in which they were made.
        branch: name of the branch that holds them, ``None`` for the user's own checkout.
        recovered: sentences about an earlier run that was interrupted.
        notes: sentences about what the user should know.
    """

    fixes: tuple[Fix, ...] = ()
    files: tuple[str, ...] = ()
    commits: tuple[Commit, ...] = ()
    branch: str | None = None
    recovered: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reverted:
    """What one call of ``revert_fixes`` did.

    Attributes:
        fixes: the fixes asked for that were taken back; empty if none was there.
        also: fixes taken back because they could not stay without those.
        reasons: one sentence for each of ``also``, in the same order.
        files: paths that were written or removed, relative to the root, sorted.
        skipped: paths that the user has deleted since, sorted.
        commit: the commit that takes them back, ``None`` if none was wanted or needed.
        recovered: sentences about an earlier run that was interrupted.
        notes: sentences about what the user should know.
    """

    fixes: tuple[Fix, ...] = ()
    also: tuple[Fix, ...] = ()
    reasons: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    commit: Commit | None = None
    recovered: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
