"""A real Dask cluster: a scheduler and two worker processes on the loopback interface."""

import socket
import sys

import pytest

import codemods.executors
from codemods.errors import Refusal
from codemods.executors import Lost, Unlike, executor_at, mapped
from codemods.repositories import Entry, Order, handle_all
from tests.cli.conftest import environment
from tests.cli.projects import BLOG, CLEAN, OWN, Project
from tests.working import die, die_once, until

distributed = pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
dask = pytest.importorskip("dask")

__all__ = ["environment"]

if sys.platform == "win32":
    pytest.skip("workers are killed by POSIX signals", allow_module_level=True)


def cluster_of(number):
    return distributed.LocalCluster(
        n_workers=number,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=":0",
        silence_logs=50,
    )


def spelled(cluster):
    return cluster.scheduler_address.replace("tcp", "dask")


@pytest.fixture(scope="module")
def address():
    # One death is enough to be told of: a worker that dies as soon as it is back, before its
    # nanny knows, is never begun anew.
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), cluster_of(2) as cluster:
        yield spelled(cluster)


@pytest.fixture
def park(tmp_path, environment):
    """Two equal sets of three repositories, and a list of each."""
    suites = {"own": OWN, "blog": BLOG, "clean": CLEAN}
    for number in ("one", "two"):
        for name, suite in suites.items():
            folder = tmp_path / number / name
            folder.mkdir(parents=True)
            files = {"pytest.ini": "[pytest]\n", "tests/test_it.py": suite}
            Project(folder, environment).write(files).initialise()
        (tmp_path / number / "list").write_text("".join(f"{name}\n" for name in suites))
    return Project(tmp_path, environment)


def test_repositories_over_two_workers_give_the_same_as_without(park, address):
    for words in (["scan", "--format", "json"], ["apply"]):
        here = park.run(*words, "--repos", "one/list")
        there = park.run(*words, "--repos", "two/list", "--executor", address)
        assert there.code == here.code, there.err
        at_one = there.text.replace(f"{park.path}/two/", f"{park.path}/one/")
        assert at_one == here.text
    for name in ("own", "blog"):
        one, two = (
            Project(park.path / number / name, park.environment) for number in ("one", "two")
        )
        assert two.git("rev-parse", "xdistify^{tree}") == one.git("rev-parse", "xdistify^{tree}")
        assert two.git("diff", "--stat", "main", "xdistify")
    one = Project(park.path / "one/own", park.environment)
    assert one.run("scan", "--executor", address) == one.run("scan")


def test_a_worker_that_dies_is_survived_and_one_that_dies_again_is_told(address, tmp_path):
    items = [(str(tmp_path / str(number)), number == 3) for number in range(8)]

    with executor_at(address) as pool:
        assert list(mapped(pool, die_once, items)) == [name for name, _ in items]
        found = list(mapped(pool, die, [1, 0, 2], failed=lambda item, error: type(error)))

    assert (tmp_path / "3").read_text() == "died"
    assert found == [1, Lost, 2]


def test_a_cluster_that_loses_its_last_worker_is_told(monkeypatch):
    monkeypatch.setattr(codemods.executors, "_LOOK", 0.1)
    monkeypatch.setattr(codemods.executors, "_LONELY", 0)
    with cluster_of(1) as cluster, executor_at(spelled(cluster)) as pool:
        pool.ahead = 1
        results = mapped(pool, abs, [-1, -2])
        assert next(results) == 1
        cluster.scale(0)
        until(lambda: not cluster.scheduler_info["workers"])

        with pytest.raises(Refusal, match="has lost its last worker"):
            list(results)


def test_workers_of_another_version_are_refused(address, monkeypatch):
    monkeypatch.setattr(codemods.executors, "__version__", "7.7")

    with pytest.raises(Unlike, match=r"Dask scheduler has xdistify .* this is xdistify 7\.7"):
        executor_at(address).__enter__()


def test_a_folder_that_the_workers_do_not_see_is_a_line_of_the_summary(address):
    with executor_at(address) as pool:
        (row,) = handle_all([Entry("far", "/no/such/folder")], Order("scan"), pool)

    assert (row.code, row.reason) == (2, "/no/such/folder is no folder here")


@pytest.mark.parametrize("listens", [False, True])
def test_where_no_scheduler_answers_a_sentence_says_so(listens):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        if listens:
            taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Refusal, match=f"no Dask scheduler answers at {address} within"):
            executor_at(f"dask://{address}").__enter__()
