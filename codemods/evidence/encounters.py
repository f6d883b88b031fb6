"""Where tests would meet: for each resource, what everybody does to it, and who conflicts."""

import fnmatch
import posixpath
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from codemods.evidence.conflicts import Encounter, Part, meeting
from codemods.evidence.model import CHANGES, MAKES, REMOVES, Actor, Evidence, Place, Use

_FINDS = frozenset({"read", "list", "probe", "sqlite", "connect", "update", "append"})


def find_encounters(evidence: Evidence) -> list[Encounter]:
    """All encounters of a run, in the order in which they are first touched."""
    return list(_Finder(evidence).find())


class _Finder:
    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._users: dict[str, list[Actor]] = {}
        for test in evidence.tests:
            for fixture in test.fixtures:
                self._users.setdefault(fixture, []).append(test)
        self._by_resource: dict[str, dict[str, list[Use]]] = {}
        tolerant, guards = _tolerant_places(evidence), _guards(evidence)
        for use in evidence.uses:
            how = "ensure" if use.how == "mkdir" and use.place in tolerant else use.how
            if how == "probe" and use.found:
                how = guards.get((use.spot or use.place, use.resource), how)
            home = self._by_resource.setdefault(use.resource, {}).setdefault(use.actor, [])
            home.append(use if how == use.how else replace(use, how=how))
        self._paths = sorted(self._by_resource)
        self._listed: dict[str, list[Use]] = {}
        for use in evidence.uses:
            if use.how == "list":
                self._listed.setdefault(use.resource, []).append(use)
        # Without a watch nobody can tell whether a database was changed.
        self._blind = any(use.how == "sqlite" for use in evidence.uses) and not any(
            use.watched for use in evidence.uses
        )

    def find(self) -> Iterator[Encounter]:
        for resource, uses in self._by_resource.items():
            hows = {use.how for actor in uses.values() for use in actor}
            if self._blind and "sqlite" in hows:
                hows.add("update")
            if not hows & (CHANGES | {"ensure"}):
                continue
            private = any(use.private for actor in uses.values() for use in actor)
            parts = sorted(self._parts(resource, uses, hows, private), key=lambda part: part.first)
            met = tuple(meeting(parts, private))
            if met:
                yield Encounter(resource, met, private)

    def _parts(
        self, resource: str, uses: Mapping[str, list[Use]], hows: set[str], private: bool
    ) -> Iterator[Part]:
        others: dict[str, tuple[list[Use], set[str]]] = {}
        if hows & (REMOVES | {"mkdir", "ensure"}) and not private:
            for use in self._below(resource):
                if use.how in CHANGES or hows & REMOVES:
                    others.setdefault(use.actor, ([], set()))[0].append(use)
                    others[use.actor][1].add("inside")
        comes_or_goes = any(
            use.how in MAKES | REMOVES and not (use.how in MAKES and use.found)
            for actor in uses.values()
            for use in actor
        )
        if comes_or_goes and not private:
            for use in self._listings(resource):
                others.setdefault(use.actor, ([], set()))[0].append(use)
                others[use.actor][1].add("beside")
        makers = {
            key for key, own in uses.items() if any(use.how in MAKES | {"ensure"} for use in own)
        }
        for key in dict.fromkeys((*uses, *others)):
            own = uses.get(key, [])
            beyond, words = others.get(key, ([], set()))
            actor = self._evidence.actors[key]
            ways = {use.how for use in own} | words
            if self._blind and "sqlite" in ways:
                ways.add("update")
            yield Part(
                actor,
                self._tests_of(actor, {*uses, *others}),
                tuple(own or beyond),
                frozenset(ways),
                self._needed(actor, own, beyond, makers),
            )

    def _needed(
        self, actor: Actor, own: list[Use], beyond: list[Use], makers: set[str]
    ) -> Use | None:
        if makers & {*actor.fixtures} or any(key.startswith("collect:") for key in makers):
            return None
        for use, then in zip_longest(own, own[1:]):
            if use.how == "probe" and then and then.how in MAKES | REMOVES:
                continue  # It looks for leftovers before it begins.
            if use.how in _FINDS and use.found is not False:
                return use
            if use.how in MAKES or use.how in REMOVES:
                return None
        writing = (use for use in beyond if use.how in MAKES)
        return None if own else next(writing, None)

    def _tests_of(self, actor: Actor, touching: set[str]) -> tuple[Actor, ...]:
        if actor.kind == "test":
            return (actor,)
        if actor.kind == "fixture":
            return tuple(self._users.get(actor.key, ()))
        # A session, in which the hooks of conftest files run, is there for all.
        imported = [
            test
            for test in self._evidence.tests
            if not actor.name or test.key.startswith((f"{actor.name}::", f"{actor.name}/"))
        ]
        # Every worker imports every module, but only who uses the thing can tell.
        users = [test for test in imported if test.key in touching]
        return tuple(users or (imported if actor.kind == "collection" else ()))

    def _below(self, folder: str) -> Iterator[Use]:
        prefix = f"{folder}/"
        at = bisect_left(self._paths, prefix)
        while at < len(self._paths) and self._paths[at].startswith(prefix):
            for uses in self._by_resource[self._paths[at]].values():
                yield from uses
            at += 1

    def _listings(self, path: str) -> Iterator[Use]:
        folder, name = posixpath.split(path)
        folder = folder or "."
        for use in self._listed.get(folder, ()):
            if use.glob is None or fnmatch.fnmatchcase(name, use.glob.rpartition("/")[2]):
                yield use
        tail = name
        while folder not in (".", "/", ""):
            folder, above = posixpath.split(folder)
            folder, tail = folder or ".", f"{above}/{tail}"
            for use in self._listed.get(folder, ()):
                if use.glob and "/" in use.glob and fnmatch.fnmatchcase(tail, use.glob):
                    yield use


def _tolerant_places(evidence: Evidence) -> frozenset[object]:
    """Where a folder was made although it was there, and the test went on to pass."""
    return frozenset(
        use.place
        for use in evidence.uses
        if use.how == "mkdir"
        and use.found
        and evidence.outcomes.get(use.actor, "passed") in ("passed", "xpassed")
    )


def _guards(evidence: Evidence) -> dict[tuple[Place | None, str], str]:
    """Lines that ask whether a folder is there and, where it is not, go on to make it."""
    found: dict[tuple[Place | None, str], str] = {}
    asked: dict[tuple[str, str], Use] = {}
    for use in evidence.uses:
        key = (use.actor, use.resource)
        if use.how == "probe" and use.found is False:
            asked[key] = use
        elif use.how in ("mkdir", "ensure") and key in asked:
            found[asked[key].spot or asked[key].place, use.resource] = use.how
    return found
