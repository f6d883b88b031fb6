"""From the lines of the probe to evidence."""

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from codemods.evidence.model import MAKES, Actor, Evidence, Leftover, Place, Use

# pytest runs setup and teardown functions as fixtures of its own.
_XUNIT = re.compile(r"^_(?:xunit|unittest)_(\w+?)_fixture_.*$", re.DOTALL)
_COMPANION = re.compile(r"^(.+)-(?:journal|wal|shm)$")
# What suites call the only worker when xdist is not at work; a name with it is the worker's own.
_SERIAL_WORKER = re.compile(r"(?<![^\W_])(?:master|gw0)(?![^\W_])")
# What the kernel calls a file that has no name (O_TMPFILE, or removed while open).
_NAMELESS = re.compile(r"/#\d+$")
_SHORT_NAME = 4
_CACHE = "~/.cache/"
_CACHE_NAMES = (".cache", "user_cache", "XDG_CACHE_HOME")
_EPHEMERAL = range(32768, 61000)


def read_evidence(
    processes: Iterable[bytes], outcomes: Mapping[str, str], is_spelled: Callable[[str], bool]
) -> Evidence:
    """Join what the processes of a run wrote; a last line that was cut off is left out.

    Args:
        processes: what each wrote.
        outcomes: by node id.
        is_spelled: whether a word stands in the suite's text; a port that does not may be one
            that the kernel chose a moment before, a file in ``/tmp`` another program's.
    """
    joined = _Joined(is_spelled)
    for content in processes:
        for line in content.splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            joined.take(json.loads(line))
    return Evidence(
        actors=joined.with_first_users(),
        uses=tuple(joined.relevant()),
        leftovers=tuple(joined.leftovers()),
        outcomes=outcomes,
        commands=tuple(dict.fromkeys(joined.commands)),
        notes=tuple(dict.fromkeys(joined.notes)),
        created=tuple(sorted(joined.created)),
    )


@dataclass(slots=True)
class _Joined:
    is_spelled: Callable[[str], bool]
    folders: dict[str, str] = field(default_factory=dict)
    first_users: list[tuple[str, str]] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    uses: list[tuple[Use, bool]] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)
    readers: dict[str, set[str]] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    aware: set[str] = field(default_factory=set)
    knowing: set[str] | None = None
    absent: set[str] = field(default_factory=set)
    created: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    resources: set[str] = field(default_factory=set)

    def take(self, line: dict[str, Any]) -> None:
        if "what" in line:
            self._use(line)
        elif "process" in line:
            self.folders = {name: line[name] for name in ("root", "temporary", "home")}
            if line["watch"] == "off":
                self.notes.append("what children and C code do to files was not seen")
        elif "test" in line:
            key = _printable(line["test"])
            self.actors[key] = Actor(
                key,
                "test",
                key,
                place=self._place((line["path"], line["line"])),
                fixtures=tuple(line["fixtures"]),
                group=line["group"],
            )
        elif "fixture" in line:
            self.actors[line["fixture"]] = Actor(
                line["fixture"],
                "fixture",
                _XUNIT.sub(r"\1", line["name"]),
                scope=line["scope"],
                place=self._place((line["path"], line["line"])),
            )
            self.first_users.append((line["fixture"], _printable(line["first"])))
        elif "left" in line:
            self.left.append(line)
        elif "env" in line:
            self.readers.setdefault(line["env"], set()).update(map(_printable, line["readers"]))
        elif "command" in line:
            self.commands.append(_printable(line["command"]))
        elif "aware" in line:
            self.aware.add(_printable(line["aware"]))
        elif "lost" in line:
            self.notes.append(_printable(line["lost"]))

    def _use(self, line: dict[str, Any]) -> None:
        who, what = _printable(line["who"]), _printable(line["what"])
        if "by" in line and _NAMELESS.search(what):
            return
        if who not in self.actors:
            kind = who.partition(":")[0]
            self.actors[who] = Actor(
                who, "collection" if kind == "collect" else "session", who.partition(":")[2]
            )
        resource = self._shorten(what)
        if what not in self.seen and line.get("found") is False and resource.startswith("/"):
            self.absent.add(what)
        self.seen.add(what)
        if what in self.absent and line["how"] in MAKES | {"sqlite"}:
            self.created.add(what)
        companion = _COMPANION.match(resource)
        if companion and companion[1] in self.resources:
            resource = companion[1]
        self.resources.add(resource)
        use = Use(
            actor=who,
            resource=resource,
            how=line["how"],
            phase=line["phase"],
            order=line["order"],
            place=self._place(line["at"]),
            fixture=_XUNIT.sub(r"\1", line["via"]) if "via" in line else None,
            found=line.get("found"),
            glob=_printable(line["glob"]) if "glob" in line else None,
            watched="by" in line,
            private="private" in line,
            locked="locked" in line,
            spelled=self._shorten(_printable(line["as"])) if "as" in line else None,
            spot=self._place(line.get("in")),
        )
        self.uses.append((use, line.get("by") == "public"))

    def _shorten(self, path: str) -> str:
        for name, sign in (("root", ""), ("temporary", "$TMPDIR/"), ("home", "~/")):
            folder = self.folders.get(name)
            if folder and path == folder:
                return sign.rstrip("/") or "."
            if folder and path.startswith(f"{folder}/"):
                return sign + path[len(folder) + 1 :]
        return path

    def with_first_users(self) -> dict[str, Actor]:
        """The actors; a fixture that a test asks for while it runs counts as requested."""
        for fixture, test in self.first_users:
            actor = self.actors.get(test)
            if actor and fixture not in actor.fixtures:
                self.actors[test] = replace(actor, fixtures=(*actor.fixtures, fixture))
        return self.actors

    def relevant(self) -> Iterator[Use]:
        """The uses, without what is probably others' or the kernel's doing."""
        named = {use.resource for use, public in self.uses if not public}
        said = "\n".join(self.commands)
        users: dict[str, set[str]] = {}
        for use, _ in self.uses:
            users.setdefault(use.resource, set()).add(use.actor)
        for use, public in self.uses:
            name = posixpath.basename(use.resource)
            is_named = (
                use.resource in named
                or name in said
                or (len(name) > _SHORT_NAME and self.is_spelled(name))
            )
            if public and not is_named:
                continue
            # The kernel does not choose one port for two.
            if self._is_chosen(use.resource) and len(users[use.resource]) < 2:
                continue
            if use.resource.startswith(_CACHE) and not self._names_caches():
                continue
            yield replace(use, private=True) if self._is_workers_own(use) else use

    def _is_workers_own(self, use: Use) -> bool:
        """Whether who uses a name knows which worker it is on, and the name may well say so."""
        if use.actor not in self._aware_actors():
            return False
        name = posixpath.basename(use.resource)
        is_port = use.resource.startswith(("tcp:", "udp:"))
        return bool(is_port or _SERIAL_WORKER.search(use.resource) or not self.is_spelled(name))

    def _aware_actors(self) -> set[str]:
        """Who asks, or has a fixture that asks, which worker it is on."""
        if self.knowing is None:
            knowing = set(self.actors) if "session" in self.aware else set(self.aware)
            for key, actor in self.actors.items():
                if self.aware & {key, *actor.fixtures}:
                    knowing |= {key, *actor.fixtures}
            self.knowing = knowing
        return self.knowing

    def _names_caches(self) -> bool:
        """Whether the suite or its code caches in the home folder; libraries do so unasked."""
        return any(map(self.is_spelled, _CACHE_NAMES))

    def _is_chosen(self, resource: str) -> bool:
        """Whether a port is likely to be one that the kernel chose."""
        scheme, _, port = resource.partition(":")
        is_port = scheme in ("tcp", "udp") and port.isdigit()
        return is_port and int(port) in _EPHEMERAL and not self.is_spelled(port)

    def leftovers(self) -> Iterator[Leftover]:
        order = {key: index for index, key in enumerate(self.actors)}
        for line in self.left:
            test = _printable(line["left"])
            for name, at in line.get("env", {}).items():
                later = (
                    key
                    for key in self.readers.get(name, ())
                    if order.get(key, -1) > order.get(test, -1) and self.actors[key].kind == "test"
                )
                readers = tuple(sorted(later, key=order.__getitem__))
                yield Leftover(test, "env", _printable(name), self._place(at), readers)
            if "cwd" in line:
                yield Leftover(test, "cwd", "", self._place(line["cwd"]))
            for name in line.get("modules", ()):
                yield Leftover(test, "module", _printable(name))

    def _place(self, at: Sequence[Any] | None) -> Place | None:
        if not at or not at[0]:
            return None
        return Place(self._shorten(_printable(at[0])), int(at[1]))


def _printable(text: str) -> str:
    """The text with lone surrogates escaped, so that it can be written anywhere."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
