"""``explain``: what a hazard or a transform is, as text and by its headings."""

import json
from itertools import pairwise

import pytest

TRANSFORM = ["What it does", "Why", "Example", "When the fix is safe", "What it leaves alone"]


def test_a_transform_is_explained_under_the_promised_headings(project):
    done = project.run("explain", "tmp-path")

    assert (done.code, done.err) == (0, "")
    lines = done.text.splitlines()
    assert lines[0] == "tmp-path (transform)"
    found = [line for line, under in pairwise(lines) if under and set(under) == {"-"}]
    assert found == TRANSFORM


def test_the_json_holds_the_same_by_heading(project):
    done = project.run("explain", "tmp-path", "--format", "json")

    assert (done.code, done.err) == (0, "")
    assert (done.json["name"], done.json["kind"]) == ("tmp-path", "transform")
    assert list(done.json["sections"]) == TRANSFORM
    assert all(text.strip() for text in done.json["sections"].values())
    assert "def test_" in done.json["sections"]["Example"]


@pytest.mark.parametrize("name", ["hardcoded-path", "shared-path", "cwd-write"])
def test_every_hazard_that_is_found_is_explained(project, name):
    done = project.run("explain", name, "--format", "json")

    found = json.loads(done.out)
    assert (done.code, found["name"], found["kind"]) == (0, name, "hazard")
    assert {"What it is", "Why", "Example", "What helps"} == set(found["sections"])


def test_an_unknown_name_is_refused_with_the_near_one(project):
    project.run("explain", "hardcoded_path").assert_refused("did you mean hardcoded-path?")


def test_an_unknown_format_is_refused(project):
    project.run("explain", "tmp-path", "--format", "yaml").assert_refused("yaml", "json")
