"""Work that other processes do: the order of its results, workers that die, interrupts."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

import codemods.executors
from codemods.errors import Refusal
from codemods.executors import Lost, Unlike, executor_at, mapped
from tests.working import die, die_once, double, fail_at_three, until

ROOT = Path(__file__).parent.parent


@pytest.fixture
def pool():
    with executor_at("processes:2") as found:
        yield found


def name_of(item, error):
    return f"{item}: {type(error).__name__}"


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_results_come_in_the_order_of_the_items(pool, batch):
    assert list(mapped(pool, double, range(40), batch=batch)) == list(range(0, 80, 2))


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor(2)], ids=["none", "threads"])
def test_any_executor_will_do_and_none_too(executor):
    assert list(mapped(executor, double, [1, 2, 3], batch=2)) == [2, 4, 6]
    assert list(mapped(executor, fail_at_three, [2, 3, 4], failed=name_of)) == [
        2,
        "3: ValueError",
        4,
    ]


def test_the_first_error_is_raised_with_the_place_where_it_arose(pool):
    with pytest.raises(ValueError, match="three") as caught:
        list(mapped(pool, fail_at_three, range(9)))

    assert "in fail_at_three" in str(caught.value.__cause__)


def test_an_item_whose_worker_dies_is_tried_again(pool, tmp_path):
    items = [(str(tmp_path / str(number)), number == 4) for number in range(12)]

    assert list(mapped(pool, die_once, items)) == [name for name, _ in items]
    assert (tmp_path / "4").read_text() == "died"


@pytest.mark.parametrize("batch", [1, 4])
def test_an_item_that_kills_twice_is_lost_and_no_other(pool, batch):
    found = list(mapped(pool, die, range(-5, 6), failed=name_of, batch=batch))

    assert found == [*range(-5, 0), "0: Lost", *range(1, 6)]
    with pytest.raises(Lost, match="a worker ended"):
        list(mapped(pool, die, [0]))


def test_a_broken_pool_of_somebody_else_is_said_to_be_broken():
    with ProcessPoolExecutor(1) as pool, pytest.raises(Refusal, match="takes no more work"):
        list(mapped(pool, die, [0, 1]))


def test_a_worker_of_another_version_does_nothing(pool, monkeypatch):
    monkeypatch.setattr(codemods.executors, "__version__", "7.7")

    with pytest.raises(Unlike, match=r"a worker has xdistify .*, and this is xdistify 7\.7"):
        list(mapped(pool, die, [0]))


@pytest.mark.parametrize(
    "spelling", ["", "threads", "processes:", "processes:0", "processes:x", "dask://", "dask://a"]
)
def test_an_unknown_spelling_is_refused_with_those_that_there_are(spelling):
    with pytest.raises(Refusal, match="processes, processes:N and dask://HOST:PORT"):
        executor_at(spelling).__enter__()


def test_without_its_extra_dask_is_refused_with_what_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(Refusal, match=r"pip install 'xdistify\[dask\]'"):
        executor_at("dask://127.0.0.1:1").__enter__()


@pytest.fixture
def working(tmp_path):
    """A program that waits for two workers which would sleep for minutes, and their numbers."""
    code = "from tests.working import main; main()"
    program = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        until(lambda: len(list(tmp_path.glob("begun-*"))) == 2)
        yield program, [int(path.name.partition("-")[2]) for path in tmp_path.glob("begun-*")]
    finally:
        program.kill()
        program.communicate()


def is_gone(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):  # gone since; or a system without /proc
        return False
    return stat.rpartition(")")[2].split()[0] == "Z"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_an_interrupt_of_the_caller_interrupts_the_work_and_cleans_up(working, tmp_path):
    program, workers = working

    program.send_signal(signal.SIGINT)
    _, stderr = program.communicate(timeout=60)

    assert program.returncode != 0
    assert stderr.count(b"Traceback") == 1 + stderr.count(b"direct cause")
    assert {path.name for path in tmp_path.glob("cleaned-*")} == {f"cleaned-{n}" for n in workers}
    assert not list(tmp_path.glob("ended-*"))
    until(lambda: all(map(is_gone, workers)))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_workers_do_not_outlive_a_caller_that_is_killed(working, tmp_path):
    program, workers = working

    program.kill()

    until(lambda: all(map(is_gone, workers)))
    assert len(list(tmp_path.glob("cleaned-*"))) == 2
