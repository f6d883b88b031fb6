"""``scan --format sarif`` and ``--format github``, as a workflow would run them."""

import json

import pytest

from tests.cli.projects import CLEAN, Project


def uris(project: Project, *words: str, **environment: str) -> set[str]:
    """What a SARIF run calls the files, once it is known that all are below its base."""
    done = project.run("scan", "--format", "sarif", *words, environment=environment)
    assert done.code == 1, done.err
    [run] = done.json["runs"]
    locations = [artifact["location"] for artifact in run["artifacts"]]
    assert {location["uriBaseId"] for location in locations} == set(run["originalUriBaseIds"])
    return {location["uri"] for location in locations}


def test_sarif_is_all_that_stands_on_stdout(own):
    done = own.run("scan", "--format", "sarif")

    assert done.code == 1
    assert done.json["version"] == "2.1.0"
    assert len(done.json["runs"][0]["results"]) == 2
    assert done.err == "1 file read: 2 hazards (2 with a fix, 0 left alone)\n"


def test_sarif_goes_to_a_file_as_well(own):
    done = own.run("scan", "--format", "sarif", "--output", "found.sarif")
    assert (done.code, done.out) == (1, b"")
    assert json.loads(own.read("found.sarif"))["version"] == "2.1.0"


def test_a_suite_without_hazards_gives_an_empty_run_and_no_annotations(project):
    project.write({"tests/test_clean.py": CLEAN})

    sarif = project.run("scan", "--format", "sarif")
    github = project.run("scan", "--format", "github")

    assert (sarif.code, sarif.json["runs"][0]["results"]) == (0, [])
    assert (github.code, github.out) == (0, b"")


def test_files_are_named_from_the_top_of_the_repository(own):
    own.git("init", "--quiet")
    deeper = own.write({"packages/one/pytest.ini": "[pytest]\n"}).path / "packages/one"
    (own.path / "tests").rename(deeper / "tests")

    assert uris(own, "--root", "packages/one") == {"packages/one/tests/test_own.py"}
    done = own.run("scan", "--format", "github", cwd=deeper)
    assert all("file=packages/one/tests/test_own.py," in line for line in done.text.splitlines())
    assert len(done.text.splitlines()) == 2


def test_the_workspace_of_github_is_the_top_if_it_holds_the_root(own):
    own.git("init", "--quiet")
    outer = str(own.path.parent)
    assert uris(own, GITHUB_WORKSPACE=outer) == {"project/tests/test_own.py"}
    elsewhere = str(own.path / "tests")
    assert uris(own, GITHUB_WORKSPACE=elsewhere) == {"tests/test_own.py"}


def test_without_git_files_are_named_from_the_root(own):
    assert uris(own) == {"tests/test_own.py"}


def test_annotations_stand_on_the_line(own):
    done = own.run("scan", "--format", "github")
    first = done.text.splitlines()[0]
    assert first.startswith(
        "::warning file=tests/test_own.py,line=5,endLine=5,col=15,endColumn=45,"
    )
    assert "::/tmp/xdistify-own/report.txt: " in first


@pytest.mark.parametrize("format", ["sarfi", "SARIF", ""])
def test_an_unknown_format_is_refused(own, format):
    own.run("scan", "--format", format).assert_refused("format")
