"""The cases of worker-id against real servers: they collide before, and leave nothing after.

Every run has servers of its own, which start within a fraction of a second; so what a run leaves is
seen exactly, and no other worker of ours is in the way. Trees that need the same servers are
planted side by side where they must pass, as the folders of one large suite. Where they must fail,
each has a run of its own: else ``flushall`` in one would be taken for a collision in another.
Processes load only the plugins that they need, since most of the time here goes by with starting
them.
"""

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from codemods.plan import changed_files
from tests.golden.cases import Case, plan_of
from tests.golden.test_golden_runs import CASES, Done, plant, run_pytest
from tests.servers.model import Missing, Server
from tests.servers.running import running
from tests.servers.snapshots import snapshot

pytestmark = pytest.mark.slow
SERIALLY = ("-p", "no:xdist")
WORKERS = ("-n", "4", "--dist")
ROUNDS = 10
AT_ONCE = (("load", "loadscope"), ("loadfile", "worksteal"), ("each", "each"))


@dataclass(frozen=True)
class Group:
    """Cases that share a run, and the servers that they need."""

    name: str
    cases: tuple[Case, ...]

    @property
    def servers(self) -> tuple[str, ...]:
        return self.cases[0].servers

    def planted(self, side: str, folder: Path, *names: str) -> "Planted":
        """One side of the cases, or of those that are named, ready to run."""
        cases = [case for case in self.cases if not names or case.name in names]
        if cases[0].settings.get("alone"):
            (case,) = cases
            shutil.copytree(case.after if side == "after" else case.before, folder / "suite")
            return Planted(folder / "suite", tuple(map(str, case.settings.get("args", ()))))
        plant(cases, side, folder / "all")
        folders = sorted(path.name for path in (folder / "all").iterdir() if path.is_dir())
        return Planted(folder / "all", tuple(folders))


@dataclass(frozen=True)
class Planted:
    """A tree and the arguments that name its cases, so that the controller has their conftests."""

    folder: Path
    arguments: tuple[str, ...]

    def run(self, servers: dict[str, Server], *arguments: str, **environment: str) -> Done:
        for server in servers.values():
            environment |= server.environment
        plugins = () if arguments[:2] == SERIALLY else ("-p", "xdist.plugin")
        if any(b"asyncio" in path.read_bytes() for path in self.folder.rglob("*.py")):
            plugins += ("-p", "pytest_asyncio.plugin")
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        return run_pytest(self.folder, *plugins, *arguments, *self.arguments, **environment)

    def run_at_once(self, servers: dict[str, Server], *runs: tuple[str, ...]) -> list[Done]:
        with ThreadPoolExecutor(len(runs)) as pool:
            return list(pool.map(lambda arguments: self.run(servers, *arguments), runs))


def groups(cases: list[Case]) -> list[Group]:
    """The cases by what they need; one that runs alone is a group."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        name = case.name if case.settings.get("alone") else "+".join(case.servers) or "none"
        found.setdefault(name, []).append(case)
    return [Group(name, tuple(members)) for name, members in sorted(found.items())]


OURS = [c for c in CASES if c.transform == "worker-id" and not c.name.startswith("port-")]
"""All but the ports, of which `test_golden_ports` is the proof."""
CHANGED = [case for case in OURS if case.changes]
each_group = pytest.mark.parametrize("group", groups(OURS), ids=lambda group: group.name)
each_changed_group = pytest.mark.parametrize("group", groups(CHANGED), ids=lambda group: group.name)


@contextmanager
def servers_for(group: Group, template: Path) -> Iterator[dict[str, Server]]:
    try:
        with running(*group.servers, template=template) as servers:
            yield servers
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first PostgreSQL of a run leaves its data folder for the others to copy."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if hasattr(request.config, "workerinput") else base) / "postgres-data"


def shown(result: Done) -> str:
    return (result.stdout + result.stderr)[-6000:]


@each_group
def test_trees_as_they_were_pass_serially(group: Group, tmp_path: Path, template: Path) -> None:
    planted = group.planted("before", tmp_path)
    with servers_for(group, template) as servers:
        result = planted.run(servers, *SERIALLY)
    assert result.returncode == 0, shown(result)


@pytest.mark.parametrize("case", CHANGED, ids=lambda case: case.name)
def test_before_workers_collide(case: Case, tmp_path: Path, template: Path) -> None:
    """Every worker runs every test, then each test runs once: one red run is enough."""
    (group,) = groups([case])
    planted = group.planted("before", tmp_path)
    for number in range(ROUNDS):
        arguments = (*WORKERS, "load" if number % 3 == 2 else "each")
        with servers_for(group, template) as servers:
            runs = 2 if case.settings.get("meets") else 1
            results = planted.run_at_once(servers, *[arguments] * runs)
        codes = {result.returncode for result in results}
        assert codes <= {0, 1}, shown(results[0])
        if 1 in codes:
            return
    raise AssertionError(f"{ROUNDS} runs with four workers each were green")


@each_changed_group
def test_after_every_run_is_green_and_leaves_nothing(
    group: Group, tmp_path: Path, template: Path
) -> None:
    """Serially, under each scheduler, and as two jobs that share the servers."""
    planted = group.planted("after", tmp_path)
    schedules = [(("load",),), (("loadscope",),), (("loadfile",),), (("worksteal",),)]
    runs: list[list[tuple[str, ...]]] = [[()], [SERIALLY], [SERIALLY, SERIALLY]]
    runs += [[(*WORKERS, *names) for names in schedule] for schedule in schedules]
    runs += [[(*WORKERS, first), (*WORKERS, second)] for first, second in AT_ONCE]
    with servers_for(group, template) as servers:
        empty = snapshot(servers)
        for at_once in runs:
            for result in planted.run_at_once(servers, *at_once):
                assert result.returncode == 0, f"{at_once}: {shown(result)}"
            assert snapshot(servers) == empty, at_once


@each_changed_group
def test_after_a_killed_worker_harms_one_test_and_leaves_nothing(
    group: Group, tmp_path: Path, template: Path
) -> None:
    """In each case one worker dies in the middle of a test."""
    planted = group.planted("after", tmp_path)
    (kills := tmp_path / "kills").mkdir()
    arguments = (*WORKERS, "load", "--max-worker-restart", "100", "-p", "killer", "-rf")
    with servers_for(group, template) as servers:
        empty = snapshot(servers)
        result = planted.run(servers, *arguments, XDISTIFY_KILLS=str(kills))
        left = snapshot(servers)
    assert result.returncode == 1, shown(result)
    failed = re.findall(r"^FAILED (\S+?)(?:/|::)", result.stdout, re.MULTILINE)
    assert sorted(failed) == sorted(set(failed)), shown(result)
    crashed = set(re.findall(r"' crashed while running '(.+?)'", result.stdout))
    assert len(failed) == len(group.cases) == len(crashed), shown(result)
    assert left == empty


@each_changed_group
def test_every_tree_passes_with_only_one_of_its_fixes(
    group: Group, tmp_path: Path, template: Path
) -> None:
    plans = {case.name: plan_of(case.before, case) for case in group.cases}
    for index in range(max(len(plan.fixes) for plan in plans.values())):
        chosen = {name: plan for name, plan in plans.items() if 1 < len(plan.fixes) > index}
        if not chosen:
            return
        planted = group.planted("before", tmp_path / str(index), *chosen)
        for name, plan in chosen.items():
            home = planted.folder / f"worker-id-{name}".replace("-", "_")
            for path, (_, after) in changed_files(plan, [plan.fixes[index]]).items():
                (home / path if home.is_dir() else planted.folder / path).write_bytes(after)
        with servers_for(group, template) as servers:
            result = planted.run(servers, *SERIALLY)
        assert result.returncode == 0, shown(result)
