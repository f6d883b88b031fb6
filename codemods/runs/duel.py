"""A pytest plugin that lets tests meet in pairs, each time where it hurts most.

It runs inside the Python of the project, under ``-p xdist -n 2 --dist load``, so it is one file,
works from Python 3.8, pytest 7 and pytest-xdist 3.5 on, and cannot import anything of this package.
The environment variable ``XDISTIFY_DUELS`` names a JSON file:

    {"meeting": folder, "report": file, "patience": seconds, "rounds":
     [{"leader": node id, "follower": node id, "resources": [path or port, …]}, …]}

In each round ``gw0`` runs the leader and ``gw1`` the follower, with fresh fixtures but for those of
the session. A round begins when the one before has ended, and nothing else is run. Lines, of JSON:

    {"round": 0, "test": node id, "role": "leader|follower", "worker": "gw0",
     "outcome": "passed|failed|error|skipped", "message": "…"}
    {"round": 0, "skipped": reason}              it was not played, or not to its end

If the plugin ``probe`` is loaded beside this one, the two go in lockstep: right after the leader
did something to a resource, or below it, it stands still while the follower does something to one.
Who waits for longer than ``patience`` may be held up by the other for a good reason, a lock, so
then both run free for the rest of the round.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

_ROLES = {"gw0": "leader", "gw1": "follower"}
_WORST_FIRST = ("failed", "error", "skipped", "passed")
_LONGEST_MESSAGE = 500
_PAUSE = 0.002
# For the follower to use what it has opened, unless it comes to its next touch or end before.
_GRACE = 0.1
_MOST_TOUCHES = 200
_ALL_STEPS = 1 << 20
_PROBE = __name__.replace("duel", "probe")


def pytest_configure(config: Any) -> None:
    path = os.environ.get("XDISTIFY_DUELS")
    worker = getattr(config, "workerinput", {}).get("workerid")
    if not path or worker not in (None, *_ROLES):
        return
    duels = json.loads(Path(path).read_text(encoding="utf-8"))
    if worker is None:
        for index in range(len(duels["rounds"])):
            for role in _ROLES.values():
                Path(duels["meeting"], f"{index}-{role}").touch()
        config.pluginmanager.register(Umpire(duels["rounds"], Path(duels["report"])))
        return
    player = Player(duels, _ROLES[worker])
    config.pluginmanager.register(player)
    with suppress(ImportError):
        importlib.import_module(_PROBE).LISTENERS.append(player.hear)


class Umpire:
    """Hands out the rounds, as the scheduler of xdist, and writes down how they ended.

    A worker runs an item once it has the next one too. So both hold one item that has not begun,
    and handing out one more sets off the round that they hold. After the last round comes an item
    that is not played, as nothing is that a worker holds when it is told to shut down.
    """

    collection_is_completed = tests_finished = has_pending = False

    def __init__(self, rounds: list[dict[str, Any]], report: Path) -> None:
        self._rounds = rounds
        self._report = report
        self._unreported = dict.fromkeys(range(len(rounds)), len(_ROLES))
        self._nodes: dict[str, Any] = {}
        self._tests: dict[str, list[str]] = {}
        self._held: dict[str, list[int]] = {worker: [] for worker in _ROLES}
        self._verdicts: dict[str, tuple[str, str]] = {}
        self._program: Iterator[int] = iter(())
        self._reason = "the session ended"

    @pytest.hookimpl(tryfirst=True, optionalhook=True)
    def pytest_xdist_make_scheduler(self) -> Umpire:
        return self

    def pytest_runtest_logreport(self, report: Any) -> None:
        worker = report.node.gateway.id if hasattr(report, "node") else None
        if worker in self._nodes:
            latest = _verdict(report)
            both = (self._verdicts.get(worker, latest), latest)
            self._verdicts[worker] = min(both, key=lambda verdict: _WORST_FIRST.index(verdict[0]))

    def pytest_sessionfinish(self) -> None:
        for index, lines in self._unreported.items():
            if lines:
                self._write(round=index, skipped=f"not run: {self._reason}")

    @property
    def nodes(self) -> list[Any]:
        return list(self._nodes.values())

    def add_node(self, node: Any) -> None:
        self._nodes[node.gateway.id] = node
        if node.gateway.id not in _ROLES or node.workerinput["workercount"] != len(_ROLES):
            self._stop("it takes two workers, gw0 and gw1")

    def add_node_collection(self, node: Any, collection: Collection[str]) -> None:
        self._tests[node.gateway.id] = list(collection)
        self.collection_is_completed = len(self._tests) == len(_ROLES)

    def schedule(self) -> None:
        tests, others = self._tests.values()
        if tests != others:
            self._stop("the workers collected different tests")
            return
        program, known = [], frozenset(tests)
        for index, duel in enumerate(self._rounds):
            missing = _missing(duel, known)
            if missing:
                self._unreported[index] = 0
                self._write(round=index, skipped=f"not collected: {', '.join(missing)}")
            else:
                program.append(index)
        self._program = iter([*program, *program[-1:]])
        self._hand_out()
        self._hand_out()

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        self._close(node.gateway.id)
        if not self.tests_finished and all(len(held) == 1 for held in self._held.values()):
            self._hand_out()

    def remove_node(self, node: Any) -> str | None:
        worker = node.gateway.id
        del self._nodes[worker]
        if not self.tests_finished:
            self._stop(f"worker {worker} ended before its time")
        held = self._held.get(worker, [])
        if len(held) < 2:
            return None
        test: str = self._rounds[held[0]][_ROLES[worker]]
        self._verdicts[worker] = ("failed", f"worker {worker} crashed")
        self._close(worker)
        # xdist takes no name of a worker that said goodbye.
        return None if hasattr(node, "workeroutput") else test

    def _hand_out(self) -> None:
        index = next(self._program, None)
        if index is None or any(node.shutting_down for node in self.nodes):
            self.tests_finished = True
            return
        for worker, role in _ROLES.items():
            self._held[worker].append(index)
            item = self._tests[worker].index(self._rounds[index][role])
            self._nodes[worker].send_runtest_some([item])

    def _close(self, worker: str) -> None:
        """A worker has done with an item; if it has no verdict, it did not play it."""
        index, role = self._held[worker].pop(0), _ROLES[worker]
        if worker in self._verdicts:
            outcome, message = self._verdicts.pop(worker)
            who = {"test": self._rounds[index][role], "role": role, "worker": worker}
            self._unreported[index] -= 1
            self._write(round=index, **who, outcome=outcome, message=message)

    def _stop(self, reason: str) -> None:
        self.tests_finished, self._reason = True, reason

    def _write(self, **line: Any) -> None:
        with self._report.open("a", encoding="ascii") as file:
            file.write(json.dumps(line) + "\n")


class Player:
    """Runs the tests of one role."""

    def __init__(self, duels: dict[str, Any], role: str) -> None:
        self._duels = duels
        self._role = role
        self._program: Iterator[int] | None = None
        self._side: Side | None = None
        self._fresh: dict[str, dict[str, Any]] = {}
        self._owner = os.getpid()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: Any, nextitem: Any) -> bool | None:
        if nextitem is None:
            return True
        rounds = self._duels["rounds"]
        if self._program is None:
            tests = {one.nodeid for one in item.session.items}
            self._program = (i for i, duel in enumerate(rounds) if not _missing(duel, tests))
        index = next(self._program, None)
        if index is not None and rounds[index][self._role] == item.nodeid:
            self._side = Side(self._duels, index, self._role == "leader")
        # An item keeps its instance of a test class; unittest makes one each time.
        state = getattr(getattr(item, "instance", None), "__dict__", None)
        if isinstance(state, dict) and "_testMethodName" not in state:
            fresh = self._fresh.setdefault(item.nodeid, dict(state))
            state.clear()
            state.update(fresh)
        return None

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item: Any) -> None:
        # A test that comes twice in a row would not be set up again, nor would its module.
        only_session = SimpleNamespace(listchain=lambda: [item.session])
        item.session._setupstate.teardown_exact(only_session)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self) -> None:
        if self._side is not None:
            self._side.leave()

    def hear(self, how: str, resource: str) -> None:
        """Something is about to be touched, by this thread."""
        side = self._side
        if side is not None and side.minds(resource) and Real.getpid() == self._owner:
            frame = Real.frame(1)
            while frame and str(frame.f_globals.get("__name__")).startswith((_PROBE, __name__)):
                frame = frame.f_back
            if frame:
                side.touch(how, frame)


class Side:
    """One side of a round, which begins by waiting for the other one.

    Each side has a file in the meeting, of as many bytes as it has taken steps: one to begin, one
    to come to a touch, one to complete it. A side that has left has taken all steps there are.
    """

    def __init__(self, duels: dict[str, Any], index: int, leads: bool) -> None:
        self._leads = leads
        self._meeting = str(Path(duels["meeting"])) + os.sep
        self._mine = f"{self._meeting}{index}-{'leader' if leads else 'follower'}"
        self._theirs = f"{self._meeting}{index}-{'follower' if leads else 'leader'}"
        self._patience: float = duels["patience"]
        # Where the temporary folder and the home of this run are, is known here only.
        named = duels["rounds"][index]["resources"]
        self._resources = frozenset(map(os.path.expanduser, map(os.path.expandvars, named)))
        self._folders = tuple(path.rstrip(os.sep) + os.sep for path in self._resources)
        self._free = False
        self._steps = self._touches = 0
        self._here = threading.local()
        self._step(1)
        self._wait(1)

    def leave(self) -> None:
        """From here on neither wait nor be waited for."""
        self._free = True
        self._step(_ALL_STEPS)

    def minds(self, resource: str) -> bool:
        """Whether a touch of this counts."""
        concerned = resource in self._resources or resource.startswith(self._folders)
        return concerned and not self._free and not resource.startswith(self._meeting)

    def touch(self, how: str, frame: Any) -> None:
        """Wait until the code of ``frame`` may go on, and see to it that its end is noticed."""
        running = getattr(self._here, "running", None)
        if running is not None and not running():
            return
        self._touches += 1
        number = self._touches
        # What a profiler written in C has put there could not be put back.
        if number > _MOST_TOUCHES or Real.getprofile() is not None:
            self.leave()
        self._step(2 * number)
        if not self._leads:
            self._wait(2 * number + 1)
        if not self._free:
            # It announces itself, where all others are announced by what C does.
            whole = how == "rmtree" and frame.f_globals.get("__name__") == "shutil"
            self._watch(number, frame, whole)

    def _watch(self, number: int, frame: Any, whole: bool) -> None:
        at = frame.f_lasti

        def ended() -> bool:
            """Whether the frame, which stands still while C is at work for it, has gone on."""
            if whole or frame.f_lasti == at:
                return False
            complete()
            return True

        def see(active: Any, event: str, value: Any) -> None:
            if active is frame and (event == "return" or not whole):
                complete()
            elif event == "call" and active.f_back is frame:
                ended()

        def complete() -> None:
            Real.setprofile(None)
            self._here.running = None
            self._step(2 * number + 1)
            if self._leads:
                self._wait(2 * number + 1)
                if not self._free:
                    self._see(2 * number + 2, _GRACE)

        self._here.running = ended
        Real.setprofile(see)

    def _step(self, steps: int) -> None:
        self._steps = max(steps, self._steps)
        with suppress(OSError):
            Real.truncate(self._mine, self._steps)

    def _wait(self, steps: int) -> None:
        if not self._free and not self._see(steps, self._patience):
            self.leave()

    def _see(self, steps: int, seconds: float) -> bool:
        """Whether the other side takes so many steps in time."""
        until = Real.monotonic() + seconds
        while Real.monotonic() < until:
            with suppress(OSError):
                if Real.stat(self._theirs).st_size >= steps:
                    return True
            Real.sleep(_PAUSE)
        return False


class Real:
    """Functions of the standard library, out of reach of tests that replace or fake them."""

    frame: Callable[[int], Any] = staticmethod(sys._getframe)
    getpid = staticmethod(os.getpid)
    getprofile = staticmethod(sys.getprofile)
    monotonic = staticmethod(time.monotonic)
    setprofile: Callable[[Any], None] = staticmethod(sys.setprofile)
    sleep = staticmethod(time.sleep)
    stat = staticmethod(os.stat)
    truncate = staticmethod(os.truncate)


def _missing(duel: dict[str, Any], tests: Collection[str]) -> list[str]:
    """The tests of a round that are not there; umpire and players count the others alike."""
    return [duel[role] for role in _ROLES.values() if duel[role] not in tests]


def _verdict(report: Any) -> tuple[str, str]:
    longrepr: Any = report.longrepr
    crash = getattr(longrepr, "reprcrash", None)
    if crash is not None:
        text = crash.message
    else:
        text = str(longrepr[-1] if isinstance(longrepr, tuple) else longrepr or "")
    # A plugin that runs a failed test again calls the first time "rerun".
    outcome = report.outcome if report.outcome in ("passed", "skipped") else "failed"
    if outcome == "failed" and report.when in ("setup", "teardown"):
        outcome = "error"
    return outcome, text.strip().split("\n", 1)[0][:_LONGEST_MESSAGE]
