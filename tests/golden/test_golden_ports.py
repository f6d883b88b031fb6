"""The ports of worker-id: before, a second process is in the way; after, it is not."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.golden.cases import Case
from tests.golden.test_golden_runs import CASES, Done, plant, run_pytest

CHANGED = [
    case
    for case in CASES
    if case.transform == "worker-id" and case.name.startswith("port-") and case.changes
]
TOGETHER = [case for case in CHANGED if not case.settings.get("alone")]
ALONE = [case for case in CHANGED if case.settings.get("alone")]
FREED = {"port-free-helper"}
FIXED = [case for case in TOGETHER if case.name not in FREED]
SERIAL = ("-p", "no:xdist")


def numbers(case: Case) -> set[int]:
    """The ports of a case, all of which are written out."""
    text = "".join(path.read_text(encoding="utf-8") for path in case.before.rglob("*.py"))
    return {int(number) for number in re.findall(r"\b21\d{3}\b", text)}


@contextmanager
def occupied(cases: list[Case]) -> Iterator[None]:
    """Another process has all the ports of some cases."""
    with ExitStack() as stack:
        for number in sorted(set[int]().union(*map(numbers, cases))):
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                other = stack.enter_context(socket.socket(socket.AF_INET, kind))
                other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, kind == socket.SOCK_STREAM)
                other.bind(("127.0.0.1", number))
                if kind == socket.SOCK_STREAM:
                    other.listen()
        yield


def folder_of(case: Case) -> str:
    return f"{case.transform}-{case.name}".replace("-", "_")


def guilty(result: Done) -> set[str]:
    """The folders with a test that did not pass."""
    return set(re.findall(r"^(?:FAILED|ERROR) (\w+)/", result.stdout, re.MULTILINE))


def test_every_case_has_ports_of_its_own() -> None:
    found = [number for case in CASES if case.transform == "worker-id" for number in numbers(case)]
    assert len(found) == len(set(found))
    assert all(numbers(case) for case in CHANGED if case.name not in FREED)


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
def test_before_another_process_is_in_the_way(tmp_path: Path) -> None:
    folder = plant(FIXED, "before", tmp_path / "all")
    with occupied(FIXED):
        result = run_pytest(folder, *SERIAL, "-rfE")
    assert guilty(result) == {folder_of(case) for case in FIXED}
    assert "Address already in use" in result.stdout


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
def test_before_workers_are_in_the_way_of_each_other(tmp_path: Path) -> None:
    folder = plant(FIXED, "before", tmp_path / "all")
    result = run_pytest(folder, "-n", "3", "--dist", "each", "-p", "no:prompt")
    assert result.returncode == pytest.ExitCode.TESTS_FAILED
    assert "Address already in use" in result.stdout


@pytest.mark.slow
def test_after_workers_do_not_meet_though_each_runs_all(tmp_path: Path) -> None:
    folder = plant(TOGETHER, "after", tmp_path / "all")
    result = run_pytest(folder, "-n", "3", "--dist", "each")
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
def test_after_the_ports_may_be_anybody_s(tmp_path: Path) -> None:
    folder = plant(TOGETHER, "after", tmp_path / "all")
    with occupied(FIXED):
        result = run_pytest(folder, *SERIAL)
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.slow
def test_after_two_runs_do_not_meet(tmp_path: Path) -> None:
    folders = [plant(TOGETHER, "after", tmp_path / name / "all") for name in ("one", "two")]
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda folder: run_pytest(folder, "-n", "2"), folders))
    for result in results:
        assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
@pytest.mark.parametrize("case", ALONE, ids=lambda case: case.id)
def test_a_case_that_runs_alone_needs_its_ports_only_before(case: Case, tmp_path: Path) -> None:
    for side, expected in (("before", pytest.ExitCode.TESTS_FAILED), ("after", 0)):
        folder = tmp_path / side / "suite"
        shutil.copytree(case.folder / side, folder)
        with occupied([case]):
            result = run_pytest(folder, *SERIAL)
        assert result.returncode == expected, result.stdout[-4000:]


@pytest.mark.slow
@pytest.mark.parametrize(("side", "red"), [("before", FREED), ("after", set())])
def test_what_was_free_a_moment_ago_may_be_taken(side: str, red: set[str], tmp_path: Path) -> None:
    folder = plant([case for case in TOGETHER if case.name in FREED], side, tmp_path / "all")
    result = run_pytest(folder, *SERIAL, "-p", "thief", "-rfE")
    assert guilty(result) == {folder_of(case) for case in TOGETHER if case.name in red}
    assert result.returncode in (0, 1), result.stdout[-4000:]


@pytest.mark.slow
def test_what_changed_is_clean_for_ruff(tmp_path: Path) -> None:
    pytest.importorskip("ruff")
    folder = plant(CHANGED, "after", tmp_path / "all")
    kept = ["--config", "format.quote-style='preserve'"]
    for command in (["check", "--select", "E,F,W,I"], ["format", "--check", *kept]):
        result = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--isolated", str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout
