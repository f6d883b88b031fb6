"""How long the properties are tried: shortly and always alike, or as long as somebody wants."""

import os

from hypothesis import HealthCheck, Phase, settings

LONG = int(os.environ.get("XDISTIFY_FUZZ", "0"))
"""Examples of each property in a long run, which `nox -s fuzz` asks for; 0 for the usual one."""


def examples(few: int, share: float = 1.0) -> settings:
    """Settings of a property.

    Args:
        few: examples in the usual run.
        share: of the examples of a long run, below 1 for dear properties.
    """
    return settings(
        max_examples=max(1, int(LONG * share)) if LONG else few,
        derandomize=not LONG,
        database=None,
        deadline=None,
        print_blob=bool(LONG),
        phases=list(Phase) if LONG else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
