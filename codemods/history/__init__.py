"""Fixes in files: written so that a crash leaves old or new, committed, recorded, taken back.

Knows bytes, files and git; what a fix is *for* is not its business. Neither git nor filelock is
imported before it is needed.
"""

from codemods.history.apply import apply_fixes
from codemods.history.branches import is_made
from codemods.history.results import Applied, Commit, Reverted
from codemods.history.revert import applied_fixes, originals_before_fixes, revert_fixes
from codemods.history.undertaking import recover

__all__ = [
    "Applied",
    "Commit",
    "Reverted",
    "applied_fixes",
    "apply_fixes",
    "is_made",
    "originals_before_fixes",
    "recover",
    "revert_fixes",
]
