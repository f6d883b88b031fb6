"""``scan --repos`` and ``apply --repos``: several repositories, a branch in each, one summary."""

import json
import shutil

import pytest

from codemods.repositories import Entry, Order, handle_all
from tests.cli.projects import BLOG, CLEAN, OWN, Project


@pytest.fixture
def park(tmp_path, environment):
    """A folder with three repositories, and one with a list of them and of what is none."""
    for name, files in {
        "own": {"tests/test_own.py": OWN},
        "blog": {"tests/test_blog.py": BLOG},
        "clean": {"test_clean.py": CLEAN},
    }.items():
        folder = tmp_path / "park" / name
        folder.mkdir(parents=True)
        Project(folder, environment).write({"pytest.ini": "[pytest]\n", **files}).initialise()
    lists = tmp_path / "lists"
    lists.mkdir()
    return Project(lists, environment).write(
        {"all": "# all of them\n\n../park/own\n  ../park/blog  \n../park/clean\n../park/own/\n"}
    )


def repository(park, name):
    return Project(park.path.parent / "park" / name, park.environment)


def rows(done):
    return {row["path"]: row for row in done.json["repositories"]}


def test_a_scan_shows_what_a_scan_of_each_shows_and_a_line_for_each(park):
    done = park.run("scan", "--repos", "all", "--format", "json")

    assert done.code == done.json["exit"] == 1
    assert list(rows(done)) == ["../park/own", "../park/blog", "../park/clean"]
    for path, row in rows(done).items():
        alone = repository(park, path.rpartition("/")[2]).run("scan", "--format", "json")
        assert row["scan"] == alone.json
        assert row["exit"] == alone.code
        assert row["hazards"] == len(alone.json["hazards"])

    done = park.run("scan", "--repos", "all", "--quiet", "--output", "found.txt")

    assert (done.out, done.err) == (b"", "")
    assert park.read("found.txt").decode().splitlines()[-4:] == [
        "../park/own    2 hazards: 2 with a fix, 0 without",
        "../park/blog   1 hazard: 1 with a fix, 0 without",
        "../park/clean  0 hazards",
        "3 repositories: 3 hazards: 3 with a fix, 0 without",
    ]


def test_an_apply_makes_a_branch_in_each_and_again_changes_nothing(park):
    own, blog = (repository(park, name) for name in ("own", "blog"))
    before = own.everything(), blog.everything()

    first = park.run("apply", "--repos", "all", "--format", "json")

    assert first.code == 0, first.err
    found = rows(first)
    assert [row["branch"] for row in found.values()] == ["xdistify", "xdistify", None]
    assert [row["fixed"] for row in found.values()] == [2, 1, 0]
    assert found["../park/own"]["commits"] == [own.git("rev-parse", "xdistify")]
    assert (own.everything(), blog.everything()) == before
    assert "../park/own: applied 2 fixes in 1 file on branch xdistify" in first.err
    states = own.state(), blog.state()

    again = park.run("apply", "--repos", "all", "--format", "json")

    assert again.code == 0
    assert [row["fixed"] for row in rows(again).values()] == [2, 1, 0]
    assert (own.state(), blog.state()) == states


def test_one_that_cannot_be_done_does_not_stop_the_others(park):
    dirty, broken = repository(park, "blog"), repository(park, "clean")
    dirty.write({"tests/test_blog.py": BLOG + "\n\n# work\n"})
    broken.write({"pyproject.toml": "[tool.xdistify]\nselects = 3\n"})
    (park.path.parent / "park/bare").mkdir()
    shutil.copytree(dirty.path / "tests", park.path.parent / "park/bare/tests")
    park.write({"list": "../park/missing\n../park/blog\n../park/clean\n../park/bare\n../park/own"})

    done = park.run("apply", "--repos", "list", "--branch", "safe")

    assert done.code == 2
    lines = done.text.splitlines()
    for line, words in zip(
        lines[:4],
        ("is no folder here", "uncommitted changes in", "no key 'selects'", "not in a git rep"),
        strict=True,
    ):
        assert "  not done: " in line
        assert words in line
    assert lines[4] == "../park/own      2 hazards: 2 fixed, 0 left, on branch safe"
    assert lines[5] == "5 repositories, 4 of them not done: 2 hazards: 2 fixed, 0 left"
    assert "Traceback" not in done.err


def test_suites_of_one_repository_get_branches_of_their_own(park):
    many = repository(park, "own")
    many.write({"services/a b/pytest.ini": "[pytest]\n", "services/a b/test_own.py": OWN})
    many.commit()
    park.write({"list": "../park/own\n../park/own/services/a b\n"})

    park.run("apply", "--repos", "list", "--branch", "x").assert_refused("one repository", "x:")
    done = park.run("apply", "--repos", "list", "--select", "tmp-path", "--format", "json")

    assert done.code == 0, done.err
    branches = [row["branch"] for row in done.json["repositories"]]
    assert branches == ["xdistify", "xdistify-services-a-b"]
    assert many.git("branch", "--list", "--format=%(refname:short)").split() == ["main", *branches]


def test_working_trees_are_written_where_no_commits_are_wanted_and_checked_where_none_is(park):
    own = repository(park, "own")
    checked = park.run("apply", "--repos", "all", "--check")
    assert checked.code == 1
    assert own.git("status", "--porcelain") == ""

    assert park.run("apply", "--repos", "all", "--commit", "none").code == 0
    assert own.git("status", "--porcelain") == " M tests/test_own.py"
    assert own.git("branch", "--list") == "* main"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--repos", "no-such-list"], "cannot be read"),
        (["--repos", "empty"], "names no repository"),
        (["--repos", "all", "tests"], "leave paths and --root out"),
        (["--repos", "all", "--root", "."], "leave paths and --root out"),
        (["--repos", "all", "--format", "sarif"], "'sarif' is no format of --repos"),
        (["--repos", "all", "--executor", "cloud"], "there are processes, processes:N"),
    ],
)
def test_bad_input_is_refused(park, words, said):
    park.write({"empty": "# nothing\n", "tests/test_a.py": CLEAN})

    park.run("scan", *words).assert_refused(said)


def test_from_python_any_executor_will_do(park):
    entries = [Entry("own", str(repository(park, "own").path)), Entry("none", "no-such-folder")]

    found = list(handle_all(entries, Order("scan", format="json"), None))

    assert [(row.code, row.hazards) for row in found] == [(1, 2), (2, 0)]
    assert len(json.loads(found[0].content)["hazards"]) == 2


@pytest.mark.parametrize("verb", ["scan", "diff"])
def test_with_an_executor_one_repository_gives_the_same(repository, verb):
    repository.write({"tests/test_broken.py": "def (:\n", "conftest.py": "import pytest\n"})

    assert repository.run(verb, "--executor", "processes:2") == repository.run(verb)


@pytest.mark.parametrize("words", [["tests/test_broken.py"], ["missing.py"]])
def test_with_an_executor_what_is_refused_stays_refused(repository, words):
    repository.write({"tests/test_broken.py": "def (:\n"})

    done = repository.run("scan", "--executor", "processes:2", *words)

    done.assert_refused()
    assert done == repository.run("scan", *words)
