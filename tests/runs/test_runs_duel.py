"""Duels, with the real pytest and the real xdist, and a stand-in for the probe."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import codemods.runs.duel

Files = dict[str, str]
Lines = list[dict[str, Any]]
Play = Callable[..., Lines]
Log = Callable[[], list[str]]

PROBE = """
import os, sys
LISTENERS = []
CHANGES = {"open": "write", "os.mkdir": "mkdir", "os.remove": "delete", "shutil.rmtree": "rmtree"}
def tell(how, resource):
    for listener in LISTENERS:
        listener(how, resource)
def hook(event, args):
    if event == "socket.bind":
        tell("bind", "tcp:%s:%s" % args[1])
    elif event in CHANGES and isinstance(args[0], str):
        tell(CHANGES[event], os.path.abspath(args[0]))
sys.addaudithook(hook)
stat = os.stat
def look(path, *args, **options):
    if isinstance(path, str):
        tell("probe", os.path.abspath(path))
    return stat(path, *args, **options)
os.stat = look
"""

HEAD = """
    import os, shutil, socket, time
    import pytest

    def log(name):
        with open("log", "a") as file:
            file.write(name + " ")

    def put(content):
        with open("data", "w") as file:
            file.write(content)

    def get():
        with open("data") as file:
            return file.read()

    def test_calm(tmp_path):
        (tmp_path / "data").write_text("calm")
        assert (tmp_path / "data").read_text() == "calm"
    """


@pytest.fixture
def play(project: Callable[[Files], Path], tmp_path: Path, python: Path) -> Play:
    """Plays pairs of tests of one module; returns the report, by round and worker."""

    def play_rounds(tests: str, *pairs: tuple[str, str], **options: Any) -> Lines:
        root = project({"test_it.py": HEAD + tests, "conftest.py": options.get("conftest", "")})
        plugins, meeting = tmp_path / "plugins", tmp_path / "meeting"
        plugins.mkdir()
        meeting.mkdir()
        shutil.copy(codemods.runs.duel.__file__, plugins / "_xdistify_duel_ab12.py")
        if options.get("probe", True):
            plugins.joinpath("_xdistify_probe_ab12.py").write_text(PROBE)
        resources = [str(root / name) for name in ("data", "folder", *options.get("paths", ()))]
        duel = {"resources": [*resources, *options.get("ports", ())]}
        named = [[f"test_it.py::{test}" for test in pair] for pair in pairs]
        rounds = [{**duel, "leader": leader, "follower": follower} for leader, follower in named]
        duels = {"meeting": str(meeting), "report": str(tmp_path / "report"), "rounds": rounds}
        file = tmp_path / "duels.json"
        file.write_text(json.dumps({**duels, "patience": options.get("patience", 5.0)}))
        words = ["-p", "_xdistify_duel_ab12", "-p", "xdist", "-n", str(options.get("workers", 2))]
        subprocess.run(
            [str(python), "-m", "pytest", *words, "--dist", "load", "-p", "no:cacheprovider"],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(plugins), "XDISTIFY_DUELS": str(file)},
            stdout=subprocess.DEVNULL,
            timeout=60,
        )
        lines = [json.loads(line) for line in (tmp_path / "report").read_text().splitlines()]
        return sorted(lines, key=lambda line: (line["round"], line.get("worker", "")))

    return play_rounds


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """What the tests of the project logged."""
    return lambda: (tmp_path / "project" / "log").read_text().split()


def outcomes(lines: Lines) -> list[str]:
    """The outcome of each role, or why the round was skipped."""
    return [line.get("skipped") or line["outcome"] for line in lines]


def test_who_shares_loses_every_time(play: Play) -> None:
    with socket.socket() as chooser:
        chooser.bind(("127.0.0.1", 0))
        port = str(chooser.getsockname()[1])
    tests = """
    @pytest.mark.parametrize("content", ["one", "two"])
    def test_write(content):
        put(content)
        assert get() == content

    def test_delete():
        put("gone")
        os.remove("data")

    @pytest.mark.parametrize("number", [1, 2])
    def test_bind(number):
        with socket.socket() as server: server.bind(("127.0.0.1", PORT))

    def test_folder():
        os.mkdir("folder")
        open("folder/file", "w").close()
        shutil.rmtree("folder")

    def test_folder_too():
        if not os.path.exists("folder"):
            os.mkdir("folder")
        shutil.rmtree("folder")
    """
    pairs = [
        ("test_write[one]", "test_write[two]"),
        ("test_write[one]", "test_delete"),
        ("test_bind[1]", "test_bind[2]"),
        ("test_folder", "test_folder_too"),
    ]
    both_ways = [*pairs, *(pair[::-1] for pair in pairs)]
    lines = play(tests.replace("PORT", port), *both_ways * 5, ports=[f"tcp:127.0.0.1:{port}"])
    assert len(lines) == 2 * 40
    assert {line["round"] for line in lines if line["outcome"] == "failed"} == set(range(40))


def test_who_looks_sees_what_was_only_just_begun(play: Play) -> None:
    tests = """
    def test_produce(): put("made")
    def test_consume(): assert get() == "made"
    def test_absent(): assert not os.path.exists("data")
    def test_pass_by():
        put("")
        os.remove("data")
    """
    rounds = [("test_produce", "test_consume")] * 5 + [("test_pass_by", "test_absent")] * 5
    lines = play(tests, ("test_consume", "test_produce"), *rounds)
    assert outcomes(lines) == ["failed", "passed", *["passed", "failed"] * 10]
    assert "No such file" in lines[0]["message"]
    assert {line["message"] for line in lines[3:12:2]} == {"AssertionError: assert '' == 'made'"}
    assert (lines[3]["round"], lines[3]["role"], lines[3]["worker"]) == (1, "follower", "gw1")


@pytest.mark.parametrize("paths", [(), ("lock",)])
def test_who_takes_care_stays_green(play: Play, paths: tuple[str, ...]) -> None:
    tests = """
    @pytest.mark.parametrize("content", ["one", "two"])
    def test_guarded(content):
        while True:
            try:
                os.mkdir("lock")
                break
            except FileExistsError:
                time.sleep(0.01)
        put(content)
        assert get() == content
        os.rmdir("lock")

    def test_faking(monkeypatch):
        for module, name in (time, "sleep"), (time, "monotonic"), (os, "stat"), (os, "truncate"):
            monkeypatch.setattr(module, name, None)
        put("x")
        assert get() == "x"
    """
    guarded = ("test_guarded[one]", "test_guarded[two]")
    others = [("test_calm", "test_calm"), ("test_faking", "test_calm")]
    lines = play(tests, guarded, *others, guarded, patience=0.3, paths=paths)
    assert outcomes(lines) == ["passed"] * 8


@pytest.mark.parametrize("probe", [True, False])
def test_rounds_do_not_overlap_and_their_tests_do(play: Play, log: Log, probe: bool) -> None:
    tests = """
    def nap(seconds):
        log("begin")
        time.sleep(seconds)
        log("end")

    def test_long(): nap(0.4)
    def test_short(): nap(0.2)
    def test_other(): nap(0.3)
    def test_that_is_in_no_round(): log("unwanted")
    """
    rounds = [
        ("test_long", "test_short"),
        ("test_other", "test_long"),
        ("test_short", "test_other"),
    ]
    assert outcomes(play(tests, *rounds, probe=probe)) == ["passed"] * 6
    assert log() == ["begin", "begin", "end", "end"] * 3


def test_a_test_comes_fresh_to_each_of_its_rounds(play: Play, log: Callable[[], list[str]]) -> None:
    tests = """
    @pytest.fixture(scope="module", autouse=True)
    def module():
        log("module")

    def test_second_time():
        with open("turns", "a") as file:
            file.write("x")
        assert os.path.getsize("turns") != 2

    class TestState:
        def test_state(self):
            assert not hasattr(self, "state")
            self.state = 1
    """
    twice, state = ("test_second_time", "test_calm"), "TestState::test_state"
    lines = play(tests, twice, twice, twice[::-1], (state, "test_calm"), (state, state))
    assert outcomes(lines) == ["passed"] * 2 + ["failed"] + ["passed"] * 7
    assert lines[2]["test"] == "test_it.py::test_second_time"
    assert (lines[2]["round"], lines[2]["worker"]) == (1, "gw0")
    assert log() == ["module"] * 10


def test_outcomes_are_folded_over_the_phases(play: Play) -> None:
    tests = """
    @pytest.fixture
    def broken(): raise OSError("at first")
    @pytest.fixture
    def late():
        yield
        raise OSError("at last")

    def test_broken(broken): pass
    def test_late(late): pass
    def test_both(late): assert 0, "in between"
    def test_skipped(): pytest.skip("not today")
    """
    lines = play(tests, ("test_broken", "test_late"), ("test_both", "test_skipped"))
    assert [(line["outcome"], line["message"]) for line in lines] == [
        ("error", "OSError: at first"),
        ("error", "OSError: at last"),
        ("failed", "AssertionError: in between"),
        ("skipped", "Skipped: not today"),
    ]


def test_what_is_missing_is_said_and_the_projects_own_scheduler_not_asked(play: Play) -> None:
    conftest = """
    import pytest
    @pytest.hookimpl(tryfirst=True)
    def pytest_xdist_make_scheduler(config, log):
        raise RuntimeError("not asked for")
    """
    calm, missing = ("test_calm", "test_calm"), ("test_calm", "test_missing")
    told = "not collected: test_it.py::test_missing"
    lines = play("", calm, missing, calm, conftest=conftest)
    assert outcomes(lines) == ["passed", "passed", told, "passed", "passed"]


def test_a_crash_ends_the_session_after_its_round(play: Play, log: Callable[[], list[str]]) -> None:
    tests = """
    def test_crash(): os._exit(3)

    def test_survive():
        time.sleep(0.3)
        log("survived")
    """
    calm, told = ("test_calm", "test_survive"), "not run: worker gw0 ended before its time"
    lines = play(tests, calm, ("test_crash", "test_survive"), calm, calm)
    assert outcomes(lines) == ["passed", "passed", "failed", "passed", told, told]
    assert lines[2]["message"] == "worker gw0 crashed"
    assert log() == ["survived"] * 2


@pytest.mark.parametrize(
    ("workers", "reason"),
    [(2, "the workers collected different tests"), (1, "it takes two workers, gw0 and gw1")],
)
def test_without_two_like_workers_nothing_is_run(play: Play, workers: int, reason: str) -> None:
    tests = """
    @pytest.mark.parametrize("worker", [os.environ.get("PYTEST_XDIST_WORKER")])
    def test_worker(worker): pass
    """
    lines = play(tests, ("test_calm", "test_calm"), workers=workers)
    assert outcomes(lines) == [f"not run: {reason}"]
