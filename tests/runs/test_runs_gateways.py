"""``verify --tx``: the gateways of pytest-xdist, as they are named, and no others."""

import sys
from pathlib import Path

import pytest

from codemods.errors import Refusal
from codemods.runs.verify import verify

SUITE = {
    "pytest.ini": "[pytest]\naddopts = -n 3 --tx 3*popen\n",
    "tests/test_where.py": """\
        import os

        import pytest


        @pytest.mark.parametrize("number", range(4))
        def test_where(number, tmp_path):
            log = os.environ["WHERE"]
            workers = os.environ.get("PYTEST_XDIST_WORKER_COUNT", "none")
            with open(log, "a") as file:
                file.write(f"{os.environ.get('PYTEST_XDIST_WORKER')} {workers} {os.getcwd()}\\n")


        def test_old():
            assert False
        """,
}
FIXED = SUITE["tests/test_where.py"].replace("assert False", "assert True")


@pytest.fixture
def run(project, python, tmp_path, monkeypatch):
    """Verifies a change that mends one test; gives what came out and where tests were run."""
    from textwrap import dedent

    def verified(tx, *, dists=("load",), pytest_args=()):
        root = project(SUITE)
        log = tmp_path / "log"
        monkeypatch.setenv("WHERE", str(log))
        found = verify(
            root,
            before={},
            after={"tests/test_where.py": dedent(FIXED).encode()},
            python=python,
            workers=1,
            dists=dists,
            repeat=1,
            pytest_args=pytest_args,
            paths=[],
            timeout=120,
            traced=False,
            tx=tx,
        )
        lines = [line.split(" ", 2) for line in log.read_text().splitlines()]
        return found, [line for line in lines if line[0] != "None" and line[0] != "master"]

    return verified


def test_two_gateways_run_the_suite_whatever_its_own_options_say(run):
    found, lines = run([f"2*popen//python={sys.executable}"], dists=["load", "each"])

    assert {(run.name, run.workers, run.passed, run.failed) for run in found.runs} == {
        ("before/serial", 0, 4, 1),
        ("before/load", 2, 4, 1),
        ("before/each", 2, 4, 1),
        ("after/serial", 0, 5, 0),
        ("after/load", 2, 5, 0),
        ("after/each", 2, 5, 0),
    }
    assert {workers for _, workers, _ in lines} == {"2"}
    assert {worker for worker, _, _ in lines} == {"gw0", "gw1"}
    assert found.verdict == "better"
    assert found.repaired == ("tests/test_where.py::test_old",)


def test_what_ran_in_a_folder_elsewhere_is_called_as_here(run, tmp_path):
    far = tmp_path / "far"
    far.mkdir()

    found, lines = run([f"2*popen//chdir={far}"], pytest_args=["--rsyncdir=."])

    assert found.verdict == "better", found
    assert found.repaired == ("tests/test_where.py::test_old",)
    assert not found.regressions
    assert not found.collisions
    assert {Path(folder) for _, _, folder in lines} == {far}


@pytest.mark.parametrize("spec", ["", "2*", "0*popen", " "])
def test_a_specification_of_no_gateway_is_refused(run, spec):
    with pytest.raises(Refusal, match="names no gateway"):
        run([spec])


def test_gateways_that_cannot_be_made_are_refused_with_the_words_of_xdist(run):
    with pytest.raises(Refusal, match=r"before/load: no test was run: .*carrier-pigeon"):
        run(["carrier-pigeon=me"])
