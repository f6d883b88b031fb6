"""``verify``: the verdict on real runs, before and after, serially and under ``-n``."""

import signal
import subprocess
import time

import pytest

from tests.cli.projects import COMMAND, Project

QUICK = ["verify", "-n", "2", "--dist", "load"]

RACING = """\
import time


def test_{name}():
    for _ in range(25):
        with open("{shared}/report.txt", "w") as file:
            file.write("{name}")
        time.sleep(0.02)
        with open("{shared}/report.txt") as file:
            assert file.read() == "{name}"
"""


@pytest.fixture
def racing(project: Project, tmp_path) -> Project:
    """Two tests that are green in a row and red side by side."""
    shared = tmp_path / "shared"
    shared.mkdir()
    return project.write(
        {f"test_{name}.py": RACING.format(name=name, shared=shared) for name in ("left", "right")}
    )


def test_a_racing_suite_is_better_after_its_fixes(racing):
    racing.run("apply")
    before = racing.everything()

    done = racing.run(*QUICK, "--format", "json")

    assert done.code == 0, done.err
    found = done.json
    assert set(found) >= {
        "version",
        "verdict",
        "python",
        "pytest",
        "xdist",
        "runs",
        "regressions",
        "repaired",
        "flaky",
        "collisions",
        "speedup",
    }
    assert (found["version"], found["verdict"], found["regressions"]) == (1, "better", [])
    runs = {run["name"]: run for run in found["runs"]}
    assert list(runs) == [
        "before/serial",
        "before/load",
        "after/serial",
        "after/load",
        "before/trace",
        "after/trace",
    ]
    assert runs["before/serial"]["workers"] == 0
    assert runs["before/serial"]["dist"] is None
    assert (runs["after/load"]["workers"], runs["after/load"]["dist"]) == (2, "load")
    assert [run["passed"] for run in runs.values() if run["name"] != "before/load"] == [2] * 5
    assert runs["before/load"]["failed"] > 0
    assert found["repaired"]
    assert set(found["repaired"]) <= {"test_left.py::test_left", "test_right.py::test_right"}
    assert racing.everything() == before


@pytest.fixture
def lucky(project: Project, tmp_path) -> Project:
    """Two tests that share a file for so short a time that they hardly ever fail."""
    quick = RACING.replace("range(25)", "range(1)").replace("        time.sleep(0.02)\n", "")
    return project.write(
        {f"test_{name}.py": quick.format(name=name, shared=tmp_path) for name in ("left", "right")}
    )


def test_what_hardly_ever_fails_is_made_to_fail_before_and_cannot_after(lucky, tmp_path):
    found = lucky.run(*QUICK, "--format", "json").json

    assert (found["verdict"], found["collisions"], found["proved"]) == ("better", [], True)
    tests = ["test_left.py::test_left", "test_right.py::test_right"]
    assert found["gone"] == [{"resource": f"{tmp_path}/report.txt", "tests": tests}]
    tried = found["at_once"]
    assert (tried["pairs"], tried["untried"], tried["red_after"]) == (1, 0, [])
    assert [lost["leader"] for lost in tried["red_before"]] == tests[::-1]

    text = lucky.run(*QUICK).text
    assert f"gone: {tmp_path}/report.txt: {', '.join(tests)} no longer meet on it" in text
    assert "2 of 2 rounds red before, 0 red after" in text
    assert "proved: no two of the 2 tests that ran meet on a file, a name or a port" in text
    assert "Not covered either: time, memory within a worker" in text


def test_what_is_left_still_collides_though_it_did_not_fail(project, tmp_path):
    project.write(
        {
            "test_a.py": f"def test_a(): open('{tmp_path}/left', 'w').close()\n",
            "test_b.py": f"def test_b(): open('{tmp_path}/left').close()\n",
        }
    )
    done = project.run(*QUICK, "--format", "json")
    assert done.code == 1
    assert (done.json["verdict"], done.json["proved"]) == ("same", False)
    (collision,) = done.json["collisions"]
    assert collision == {
        "resource": f"{tmp_path}/left",
        "tests": ["test_a.py::test_a", "test_b.py::test_b"],
    }


def test_outcomes_only(lucky):
    found = lucky.run(*QUICK, "--no-trace", "--format", "json").json
    assert [run["name"] for run in found["runs"]][:2] == ["before/serial", "before/load"]
    assert not any("trace" in run["name"] for run in found["runs"])
    assert (found["proved"], found["at_once"], found["gone"]) == (False, None, [])


OWN_FILE = """\
def test_own():
    with open("{shared}/own.txt", "w") as file:
        file.write("ok")
"""


SABOTAGE = {
    "where the fix is": (b'tmp_path / "own.txt"', b'tmp_path / "no" / "own.txt"'),
    "elsewhere in the file": (b'file.write("ok")', b'file.write("ok" + 1)'),
}


@pytest.mark.parametrize(
    ("place", "committed"),
    [("where the fix is", False), ("where the fix is", True), ("elsewhere in the file", False)],
)
def test_a_sabotaged_rewrite_is_worse(project, tmp_path, place, committed):
    project.write({"test_own.py": OWN_FILE.format(shared=tmp_path)}).initialise()
    if committed:
        project.run("apply", "--branch", "safe")
        project.git("checkout", "--quiet", "safe")
    else:
        project.run("apply")
    fixed = project.read("test_own.py")
    broken = fixed.replace(*SABOTAGE[place])
    assert broken != fixed
    project.write({"test_own.py": broken})
    if committed:
        project.commit("sabotage")
    before = project.state()

    done = project.run(*QUICK)

    assert done.code == 1, done.err
    assert done.text.splitlines()[-1] == "verdict: worse"
    assert "regression: test_own.py::test_own in after/serial: " in done.text
    assert project.state() == before


def test_an_unfixed_suite_is_verified_with_the_fixes_that_apply_would_make(project, tmp_path):
    project.write({"test_own.py": OWN_FILE.format(shared=tmp_path)})
    before = project.everything()

    done = project.run("verify", "-n", "2", "--dist", "each", "--", "-k", "own")

    assert done.code == 0
    assert "verifying the 1 that apply would make" in done.err
    assert "verdict: " in done.text
    assert project.everything() == before


def test_an_interrupt_ends_with_130_and_leaves_the_tree_alone(project, tmp_path):
    started = tmp_path / "started"
    project.write(
        {
            "test_slow.py": "import time\nfrom pathlib import Path\n\n\n"
            f"def test_slow():\n    Path({str(started)!r}).touch()\n    time.sleep(60)\n"
        }
    )
    before = project.everything()
    child = subprocess.Popen(
        [*COMMAND, *QUICK],
        cwd=project.path,
        env=project.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # what runs in the background of a script is born deaf to interrupts
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while not started.exists() and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)

    assert started.exists()
    assert (child.returncode, out) == (130, b"")
    assert err.decode().splitlines()[-1].startswith("xdistify: interrupted")
    assert b"Traceback" not in err
    assert project.everything() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--dist", "lod"], "did you mean load?"),
        (["-n", "0"], "workers"),
        (["--repeat", "0"], "repeats"),
        (["--python", "/no/such/python"], "/no/such/python"),
    ],
    ids=str,
)
def test_what_cannot_be_run_is_refused(project, words, said):
    project.write({"test_clean.py": "def test_adds():\n    assert 1 + 1 == 2\n"})

    done = project.run("verify", "--quiet", *words)

    done.assert_refused(said)


def test_gateways_leave_no_place_for_a_number_of_workers(own):
    own.run("verify", "-n", "2", "--tx", "2*popen").assert_refused("--tx", "leave -n out")
