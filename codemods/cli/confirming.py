"""``trace --confirm``: one pair of each cause, tried, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from codemods.cli.options import Settings
from codemods.cli.progress import bar
from codemods.cli.talk import say
from codemods.evidence.causes import Cause
from codemods.evidence.model import Evidence
from codemods.runs.confirm import Confirmation, confirm
from codemods.runs.pythons import Environment
from codemods.runs.stage import Stage

_ROUNDS = 4
_LONGEST = 120


def confirm_causes(
    settings: Settings,
    stage: Stage,
    environment: Environment,
    causes: Sequence[Cause],
    evidence: Evidence,
    pytest_args: Sequence[str],
    own_home: bool,
    timeout: float | None,
) -> dict[str, Confirmation]:
    """What became of one pair of each cause, by the id of the cause."""
    if environment.xdist is None:
        say(
            settings,
            f"pytest-xdist is not installed for {environment.python}: tests are tried alone, and "
            f'not two at once; install it with "{environment.python} -m pip install pytest-xdist"',
        )
    with bar(settings, "confirming") as progress:
        return {
            found.cause: found
            for found in confirm(
                stage,
                environment,
                causes,
                evidence,
                pytest_args=pytest_args,
                own_home=own_home,
                repeat=_ROUNDS,
                timeout=timeout,
                progress=progress,
            )
        }


def as_lines(found: Mapping[str, Confirmation]) -> list[str]:
    """Lines for people."""
    if not found:
        return []
    lines = ["", "Tried, one pair of each cause:"]
    for cause, one in found.items():
        lines.append(f"  [{cause}] {one.first} and {one.second}")
        lines.append(f"    {_alone(one)}")
        lines += [f"    {line}" for line in _at_once(one)]
    return lines


def _alone(one: Confirmation) -> str:
    if one.alone is None:
        return f"{one.second} could not be run alone"
    if one.alone.outcome in ("failed", "error"):
        return f"{one.second} alone fails: {one.alone.message[:_LONGEST]}"
    return f"{one.second} alone: {one.alone.outcome}"


def _at_once(one: Confirmation) -> list[str]:
    run = [found for found in one.rounds if found.skipped is None]
    if not run:
        reasons = [found.skipped for found in one.rounds if found.skipped]
        return [f"at once: not run ({reasons[0]})"] if reasons else []
    lines = [f"at once: fails {one.lost} of {len(run)} times"]
    seen = set()
    for found in run:
        for test in found.losers:
            message = found.results[test].message[:_LONGEST]
            if (test, message) not in seen:
                seen.add((test, message))
                lines.append(f"  {test}: {message}")
    return lines


def as_json(one: Confirmation) -> dict[str, Any]:
    """The object under ``confirmed`` of a cause."""
    alone = one.alone
    return {
        "first": one.first,
        "second": one.second,
        "alone": {"outcome": alone.outcome, "message": alone.message} if alone else None,
        "rounds": [
            {
                "leader": found.duel.leader,
                "follower": found.duel.follower,
                "skipped": found.skipped,
                "results": {
                    test: {"outcome": result.outcome, "message": result.message}
                    for test, result in found.results.items()
                },
            }
            for found in one.rounds
        ],
        "fails": one.lost,
    }
