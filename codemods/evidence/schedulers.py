"""Which tests xdist can give to different workers, from their node ids alone.

What each mode guarantees is read in xdist's schedulers: ``loadscope`` keeps together what has the
same node id up to the last ``::``, ``loadfile`` what has the same up to the first, ``loadgroup``
what has the same mark. All of it holds as long as no worker crashes.
"""

from collections.abc import Iterable

from codemods.evidence.model import Actor

MODES = ("load", "worksteal", "loadscope", "loadfile", "loadgroup", "each")


def can_meet(mode: str, one: Iterable[Actor], other: Iterable[Actor]) -> bool:
    """Whether a test of the first and another of the second may run on different workers."""
    ours, others = list(one), list(other)
    if mode == "each":
        return bool(ours and others)
    # Two different tests, or there is no pair at all.
    if len({test.key for test in ours} | {test.key for test in others}) < 2:
        return False
    units = {_unit(mode, test) for test in ours}
    return len(units | {_unit(mode, test) for test in others}) > 1


def _unit(mode: str, test: Actor) -> str:
    """What tests have in common that this mode keeps on one worker, in order."""
    if mode == "loadfile":
        return test.key.split("::", 1)[0]
    if mode == "loadscope":
        return test.key.rsplit("::", 1)[0]
    if mode == "loadgroup" and test.group:
        return f"@{test.group}"
    return f"::{test.key}"
