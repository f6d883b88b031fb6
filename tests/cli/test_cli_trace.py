"""``trace``: what a run shows, where the evidence goes, and what the other verbs make of it."""

import json
from pathlib import Path

import pytest

from tests.cli.projects import Project

MAKER = """\
def test_writes():
    with open("{shared}/report.txt", "w") as file:
        file.write("ok")
"""
TAKER = """\
import os


def test_looks():
    assert os.path.exists("{shared}/report.txt")


def test_apart(tmp_path):
    (tmp_path / "x").write_text("x")
"""
# The name of the file is nowhere in the tests.
TOOL = """\
import os


def export():
    target = "".join(["out", "put", ".txt"])
    with open(target, "w") as file:
        file.write("ok")
    return target
"""
TOOL_TESTS = """\
from tool import export


def test_one():
    assert open(export()).read() == "ok"


def test_two():
    assert open(export()).read() == "ok"
"""


@pytest.fixture
def pair(project: Project, tmp_path: Path) -> Project:
    """One test makes what another one, in another file, looks for."""
    shared = tmp_path / "shared"
    shared.mkdir()
    return project.write(
        {
            "test_a.py": MAKER.format(shared=shared),
            "test_b.py": TAKER.format(shared=shared),
        }
    )


def test_a_pair_is_named_with_its_lines_and_schedulers(pair):
    before = pair.everything()

    done = pair.run("trace")

    assert done.code == 0, done.err
    text = done.out.decode()
    assert "3 tests traced" in text
    assert "write→read on " in text
    assert "test_a.py::test_writes writes it (test_a.py:2, call)" in text
    assert "test_b.py::test_looks looks for it (test_b.py:5, call)" in text
    assert "test_apart" not in text
    assert pair.everything() == before


def test_the_same_for_programs(pair):
    found = pair.run("trace", "--format", "json").json
    assert (found["version"], found["tests"], found["failed"], found["error"]) == (1, 3, 0, None)
    (cause,) = found["causes"]
    assert cause["kinds"] == ["write→read"]
    assert cause["tests"] == [
        {"id": "test_a.py::test_writes", "role": "producer"},
        {"id": "test_b.py::test_looks", "role": "consumer"},
    ]
    assert cause["meets"] == {
        "load": True,
        "worksteal": True,
        "loadscope": True,
        "loadfile": True,
        "loadgroup": True,
        "each": True,
    }
    (one,) = cause["pairs"]
    assert (one["first"]["path"], one["first"]["line"]) == ("test_a.py", 2)
    assert (one["second"]["path"], one["second"]["line"]) == ("test_b.py", 5)
    assert Path(found["evidence"]).is_file()
    assert not Path(found["evidence"]).is_relative_to(pair.path)


def test_confirming_says_that_the_consumer_fails_alone_and_how(pair):
    found = pair.run("trace", "--confirm", "--format", "json").json
    (cause,) = found["causes"]
    confirmed = cause["confirmed"]
    assert (confirmed["first"], confirmed["second"]) == (
        "test_a.py::test_writes",
        "test_b.py::test_looks",
    )
    assert confirmed["alone"]["outcome"] == "failed"
    assert confirmed["fails"] >= 1
    text = pair.run("trace", "--confirm").out.decode()
    assert "test_b.py::test_looks alone fails: " in text
    assert "at once: fails " in text


def test_workers_write_down_what_they_see_each_for_itself(pair):
    found = pair.run("trace", "-n", "2", "--format", "json").json
    (cause,) = found["causes"]
    assert {test["id"] for test in cause["tests"]} == {
        "test_a.py::test_writes",
        "test_b.py::test_looks",
    }
    assert any("children and C code" in note for note in found["notes"])


def test_tests_that_share_nothing(project):
    project.write({"test_a.py": "def test_a(tmp_path): (tmp_path / 'a').touch()\n"})
    done = project.run("trace")
    assert done.code == 0
    assert done.out.startswith(b"1 test traced in ")
    assert done.out.endswith(b"no two of them meet\n")


def test_what_no_literal_shows_is_scanned_with_the_evidence(project):
    project.write({"tool.py": TOOL, "test_tool.py": TOOL_TESTS})
    assert project.scan()["hazards"] == []
    project.run("trace")
    (hazard,) = project.scan()["hazards"]
    assert (hazard["evidence"], hazard["safety"], hazard["edits"]) == ("observed", "manual", [])
    assert (hazard["hazard"], hazard["resource"]) == ("cwd-write", "output.txt")
    assert [test["id"] for test in hazard["tests"]] == [
        "test_tool.py::test_one",
        "test_tool.py::test_two",
    ]
    assert hazard["locations"][0]["path"] == "test_tool.py"
    assert hazard["locations"][0]["line"] == 5


def test_a_fix_is_the_same_with_evidence_and_says_that_it_was_seen(own, tmp_path):
    for name in ("xdistify-own", "xdistify-other"):
        text = own.path.joinpath("tests/test_own.py").read_text()
        own.write({"tests/test_own.py": text.replace(f"/tmp/{name}", str(tmp_path))})
    before = own.run("diff").out
    own.run("trace")
    assert own.run("diff").out == before
    assert {hazard["evidence"] for hazard in own.scan()["hazards"]} == {"observed"}


SAVE = """\
def save(path):
    with open(path, "w") as file:
        file.write("ok")
"""


def test_a_literal_that_the_run_never_touched_is_left_alone(project, tmp_path):
    project.write(
        {
            "tool.py": SAVE,
            "test_a.py": f"""\
                import tool

                def test_replaced(monkeypatch):
                    monkeypatch.setattr("tool.save", lambda path: None)
                    tool.save("{tmp_path}/never.txt")
            """,
        }
    )
    assert len(project.scan()["hazards"]) == 1
    project.run("trace")
    assert project.scan()["hazards"] == []
    assert "never touched in the traced run: " in project.run("scan").out.decode()


def test_what_is_touched_on_a_condition_may_be_touched_elsewhere(project, tmp_path):
    project.write(
        {
            "test_a.py": f"""\
                import os

                def test_on_some_machines():
                    if os.environ.get("SOME_MACHINE"):
                        open("{tmp_path}/never.txt", "w").close()
            """
        }
    )
    before = project.scan()["hazards"]
    assert len(before) == 1
    project.run("trace")
    assert project.scan()["hazards"] == before


def test_a_path_that_leads_through_a_link_is_known_by_both_names(project):
    project.write(
        {
            "releases/v1/version.txt": "1",
            "test_a.py": """\
                def test_release():
                    with open("latest/version.txt", "w") as file:
                        file.write("2")
            """,
        }
    )
    project.path.joinpath("latest").symlink_to("releases/v1")
    project.run("trace")
    (hazard,) = project.scan()["hazards"]
    assert (hazard["resource"], hazard["evidence"]) == ("latest/version.txt", "observed")


def test_ports_and_what_every_worker_does_again_are_hazards_of_their_own(project, tmp_path):
    project.write(
        {
            "conftest.py": f"""\
                import pathlib, shutil
                import pytest

                @pytest.fixture(scope="session")
                def export():
                    folder = pathlib.Path("{tmp_path}", "".join(["ex", "port"]))
                    shutil.rmtree(folder, ignore_errors=True)
                    folder.mkdir()
                    return folder
            """,
            "test_a.py": """\
                import socket

                def listen():
                    with socket.socket() as server:
                        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                        server.bind(("127.0.0.1", 28731))

                def test_one(export): listen()
                def test_two(export): listen()
            """,
        }
    )
    project.run("trace")
    found = {hazard["hazard"]: hazard for hazard in project.scan()["hazards"]}
    assert {"fixed-port", "runs-in-every-worker"} <= set(found)
    tests = ["test_a.py::test_one", "test_a.py::test_two"]
    for name in ("fixed-port", "runs-in-every-worker"):
        hazard = found[name]
        assert (hazard["evidence"], hazard["safety"]) == ("observed", "manual")
        assert [test["id"] for test in hazard["tests"]] == tests
        assert project.run("explain", name).code == 0
    assert found["fixed-port"]["resource"] == "tcp:28731"


def test_evidence_of_another_state_is_not_used_and_that_is_said(project):
    project.write({"tool.py": TOOL, "test_tool.py": TOOL_TESTS})
    project.run("trace")
    project.write({"tool.py": TOOL + "\n"})
    done = project.run("scan", "--format", "json")
    assert done.json["hazards"] == []
    assert "has changed since it was traced" in done.err
    project.write({"tool.py": TOOL})
    again = project.run("scan", "--format", "json")
    assert len(again.json["hazards"]) == 1
    assert "with the evidence of " in again.err


def test_order_inside_a_worker_is_kept_apart(project):
    project.write(
        {
            "test_a.py": """\
                import os

                SEEN = []

                def test_leaves():
                    os.environ["MODE"] = "fast"
                    SEEN.append(1)

                def test_reads():
                    assert os.environ["MODE"] == "fast"
            """
        }
    )
    found = project.run("trace", "--format", "json").json
    assert found["causes"] == []
    assert [(left["kind"], left["name"], left["readers"]) for left in found["order"]] == [
        ("env", "MODE", ["test_a.py::test_reads"]),
        ("module", "test_a.SEEN", []),
    ]
    text = project.run("trace").out.decode()
    assert "Order inside a worker" in text
    assert "test_a.py::test_leaves changes $MODE (test_a.py:6)" in text


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"test_a.py": "import no_such_module\n"}, "test_a.py cannot be collected"),
        ({"test_a.py": "VALUE = 1\n"}, "no test was run"),
    ],
)
def test_a_suite_of_which_nothing_runs_is_refused(project, files, words):
    done = project.write(files).run("trace")
    assert (done.code, done.out) == (2, b"")
    assert words in done.err


def test_what_cannot_be_collected_and_what_fails_is_said(project):
    project.write(
        {
            "test_a.py": "import no_such_module\n",
            "test_b.py": "def test_b(): assert 1 == 2\n\ndef test_c(): pass\n",
        }
    )
    done = project.run("trace")
    assert done.code == 0
    text = done.out.decode()
    assert "note: test_a.py cannot be collected: " in text
    assert "note: 1 test fails when traced, such as test_b.py::test_b" in text


def test_a_suite_that_hangs_shows_what_was_seen_until_then(pair):
    pair.write({"test_c.py": "import time\n\ndef test_hangs(): time.sleep(600)\n"})
    done = pair.run("trace", "--timeout", "5", "--format", "json")
    assert done.code == 0, done.err
    assert "stopped after" in done.json["error"]
    assert "test_hangs" in done.json["error"]
    assert [cause["kinds"] for cause in done.json["causes"]] == [["write→read"]]


def test_a_suite_whose_process_ends_shows_what_was_seen_until_then(pair):
    pair.write({"test_c.py": "import os\n\ndef test_ends(): os._exit(3)\n"})
    done = pair.run("trace", "--format", "json")
    assert done.code == 0, done.err
    assert "test_ends" in done.json["error"]
    assert len(done.json["causes"]) == 1


def test_the_run_has_a_home_of_its_own_unless_told_otherwise(project, environment):
    Path(environment["HOME"], "kept.txt").write_text("mine")
    project.write(
        {
            "test_a.py": """\
                import os

                def test_home():
                    assert os.path.exists(os.path.expanduser("~/kept.txt"))
            """
        }
    )
    assert project.run("trace", "--format", "json").json["failed"] == 1
    assert project.run("trace", "--own-home", "--format", "json").json["failed"] == 0


def test_a_part_of_the_suite_and_words_for_pytest(pair):
    found = pair.run("trace", "test_b.py", "--format", "json", "--", "-k", "apart").json
    assert found["tests"] == 1


def test_an_unknown_format_is_refused(pair):
    done = pair.run("trace", "--format", "xml")
    assert done.code == 2
    assert "'xml' is no format" in done.err


def test_damaged_evidence_is_as_good_as_none(pair):
    kept = Path(pair.run("trace", "--format", "json").json["evidence"])
    kept.write_bytes(b"no gzip")
    done = pair.run("scan", "--format", "json")
    assert done.code == 1
    assert json.loads(done.out)["hazards"][0]["evidence"] == "static"
