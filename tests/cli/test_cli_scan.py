"""``scan`` lists every hazard, as text for people and as JSON for programs, and writes nothing."""

import json

import pytest

from tests.cli.projects import CLEAN, OWN

KEYS = {
    "id",
    "hazard",
    "transform",
    "resource",
    "safety",
    "evidence",
    "tests",
    "locations",
    "why",
    "edits",
}


def test_a_suite_without_hazards_ends_with_0(project):
    project.write({"tests/test_clean.py": CLEAN})

    done = project.run("scan")

    assert (done.code, done.out) == (0, b"")
    assert done.err == "1 file read: no hazards found\n"


def test_hazards_end_with_1_and_show_place_tests_reason_and_remedy(own):
    done = own.run("scan")

    assert done.code == 1
    assert "tests/test_own.py:5  hardcoded-path  /tmp/xdistify-own/report.txt  [" in done.text
    assert "    tests/test_own.py::test_report  (" in done.text
    assert "    why: " in done.text
    assert "    fix: tmp-path" in done.text
    assert done.err == "1 file read: 2 hazards (2 with a fix, 0 left alone)\n"


def test_nothing_is_written_by_a_scan(repository):
    before = repository.state()

    assert repository.run("scan").code == 1

    assert repository.state() == before
    assert not (repository.path / ".git/xdistify").exists()


def test_json_is_one_object_of_the_promised_shape(own):
    own.write({"tests/test_broken.py": "def broken(:\n"})

    found = own.scan()

    assert (found["version"], found["root"], found["files"]) == (1, str(own.path), 1)
    assert [set(item) for item in found["skipped"]] == [{"path", "reason"}]
    assert found["skipped"][0]["path"] == "tests/test_broken.py"
    assert len(found["hazards"]) == 2
    for hazard in found["hazards"]:
        assert set(hazard) >= KEYS
        assert hazard["hazard"] == "hardcoded-path"
        assert hazard["transform"] == "tmp-path"
        assert hazard["safety"] == "safe"
        assert hazard["evidence"] == "static"
        assert len(hazard["id"]) == 8
        assert int(hazard["id"], 16) >= 0
        assert hazard["why"]
        for test in hazard["tests"]:
            assert set(test) >= {"id", "role"}
            assert test["role"] in ("producer", "consumer", "both", "cleaner")
        for place in hazard["locations"]:
            assert set(place) >= {"path", "line", "column", "end_line", "end_column"}
        for edit in hazard["edits"]:
            assert set(edit) >= {"path", "start", "end", "before", "after"}
    by_resource = {hazard["resource"]: hazard for hazard in found["hazards"]}
    assert list(by_resource) == ["/tmp/xdistify-own/report.txt", "/tmp/xdistify-other/notes.txt"]
    assert [test["id"] for test in by_resource["/tmp/xdistify-own/report.txt"]["tests"]] == [
        "tests/test_own.py::test_report"
    ]


SPELLED = """\
# -*- coding: {coding} -*-
def test_caf\xe9():
    assert "\xe9\xe8" and open("/tmp/xdistify-own/\xe9.txt", "w").write("\xe9")
    assert "\xe9\xe8" and open("/tmp/xdistify-own/\xe9.txt").read() == "\xe9"
"""


@pytest.mark.parametrize(
    ("coding", "codec"),
    [("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("latin-1", "latin-1")],
    ids=["utf-8", "byte-order mark", "latin-1"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_offsets_are_bytes_and_columns_are_characters(project, coding, codec, end):
    text = SPELLED.format(coding=coding).replace("\n", end)
    raw = text.encode(codec)
    project.write({"tests/test_spelled.py": raw})

    hazards = project.scan()["hazards"]

    (hazard,) = hazards
    assert hazard["safety"] == "safe"
    for edit in hazard["edits"]:
        assert raw[edit["start"] : edit["end"]] == edit["before"].encode(codec.removesuffix("-sig"))
    lines = text.splitlines()
    places = hazard["locations"]
    assert [place["line"] for place in places] == [3, 4]
    for place in places:
        assert place["end_line"] == place["line"]
        written = lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1]
        assert written == '"/tmp/xdistify-own/\xe9.txt"'


def test_ids_stay_the_same_from_run_to_run_and_differ_from_each_other(own):
    first, second = own.scan(), own.scan()

    assert first == second
    assert len({hazard["id"] for hazard in first["hazards"]}) == 2


def test_the_pair_of_the_blog_gets_a_fixture_that_makes_the_report(blog):
    (hazard,) = blog.scan()["hazards"]

    assert hazard["hazard"] == "shared-path"
    assert hazard["resource"].startswith("/tmp/test-output")
    assert hazard["safety"] == "safe"
    assert hazard["transform"] == "session-dir"
    assert {test["id"]: test["role"] for test in hazard["tests"]} == {
        "tests/test_blog.py::test_writes_report": "producer",
        "tests/test_blog.py::test_reads_report": "consumer",
    }


def test_the_pair_of_the_blog_is_taken_back_to_the_byte(blog):
    before = blog.everything()

    assert blog.run("apply").code == 0
    assert b"tmp_path_factory" in blog.read("tests/test_blog.py")
    assert blog.run("diff").out == b""
    assert blog.run("revert", "--all").code == 0

    assert blog.everything() == before


def test_the_pair_is_found_across_modules_too(project):
    project.write(
        {
            "tests/test_one.py": 'def test_w():\n    open("/tmp/xd-two/a.txt", "w").close()\n',
            "tests/test_two.py": 'def test_r():\n    open("/tmp/xd-two/a.txt").close()\n',
        }
    )

    (hazard,) = project.scan()["hazards"]

    assert (hazard["hazard"], hazard["safety"]) == ("shared-path", "safe")
    assert {test["role"] for test in hazard["tests"]} == {"producer", "consumer"}


def test_a_new_conftest_comes_with_apply_and_goes_with_revert(project):
    project.write(
        {
            "tests/test_one.py": 'def test_w():\n    open("/tmp/xd-two/a.txt", "w").close()\n',
            "tests/test_two.py": 'def test_r():\n    open("/tmp/xd-two/a.txt").close()\n',
        }
    )
    before = project.everything()

    assert project.run("apply").code == 0
    assert b"def a_path(tmp_path_factory)" in project.read("tests/conftest.py")
    assert project.run("revert", "--all").code == 0

    assert project.everything() == before


def test_output_goes_to_a_file_and_not_to_stdout(own):
    done = own.run("scan", "--format", "json", "--output", "report.json")

    assert (done.code, done.out) == (1, b"")
    report = json.loads(own.read("report.json"))
    assert [hazard["safety"] for hazard in report["hazards"]] == ["safe", "safe"]


def test_a_report_written_into_the_project_does_not_change_the_next_one(own):
    before = own.scan()

    own.run("scan", "--format", "json", "--output", "report.json")

    assert own.scan() == before


def test_an_output_that_cannot_be_written_is_refused(own):
    own.run("scan", "--output", "no/such/folder/report.txt").assert_refused(
        "no/such/folder/report.txt"
    )


def test_an_unknown_format_is_refused_with_the_near_one(own):
    own.run("scan", "--format", "jsn").assert_refused("jsn", "json")


def test_paths_narrow_what_is_looked_at(own):
    own.write({"more/test_more.py": OWN.replace("xdistify-o", "xdistify-more-o")})

    everything, part, one = own.scan(), own.scan("more"), own.scan("tests/test_own.py")

    assert len(everything["hazards"]) == 4
    assert {edit["path"] for hazard in part["hazards"] for edit in hazard["edits"]} == {
        "more/test_more.py"
    }
    assert {edit["path"] for hazard in one["hazards"] for edit in hazard["edits"]} == {
        "tests/test_own.py"
    }


def test_a_file_asked_for_by_name_is_read_whatever_it_is_called(own):
    own.write({"checks/check_own.py": OWN})

    assert own.scan("checks/check_own.py")["files"] == 1
    assert own.scan()["files"] == 1


def test_the_root_can_be_named_from_anywhere(own, tmp_path):
    done = own.run("scan", "--format", "json", "--root", str(own.path), cwd=tmp_path)

    assert done.json == own.scan()


def test_the_root_is_found_upwards_from_a_folder_inside(own):
    done = own.run("scan", "--format", "json", cwd=own.path / "tests")

    assert done.json == own.scan()


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_report_on_a_file_that_is_not_utf_8_is_written_too(project, format):
    project.write({"test_l.py": SPELLED.format(coding="latin-1").encode("latin-1")})

    done = project.run("scan", "--format", format, "--output", "report.out")

    assert (done.code, done.out) == (1, b"")
    assert "/tmp/xdistify-own/\xe9.txt" in project.read("report.out").decode()
