"""What is looked for: ``--select``, ``--ignore``, comments in the code, ``[tool.xdistify]``."""

import pytest
import typer

from codemods.cli.verbs import app
from tests.cli.projects import BLOG, OWN

WRITES = """\
def test_report():
    open("/tmp/xdistify-own/report.txt", "w").close(){comment}
"""


@pytest.fixture
def both(project):
    """A project with two hazards of one kind and one of another."""
    return project.write({"tests/test_own.py": OWN, "tests/test_blog.py": BLOG})


def names(found):
    return sorted(hazard["hazard"] for hazard in found["hazards"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["hardcoded-path", "hardcoded-path", "shared-path"]),
        (["--select", "tmp-path"], ["hardcoded-path", "hardcoded-path"]),
        (["--select", " shared-path , tmp-path "], ["hardcoded-path"] * 2 + ["shared-path"]),
        (["--ignore", "tmp-path"], ["shared-path"]),
        (["--select", "tmp-path", "--ignore", "hardcoded-path"], []),
    ],
    ids=" ".join,
)
def test_names_of_hazards_and_transforms_choose_what_is_found(both, words, expected):
    assert names(both.scan(*words)) == expected


def test_what_is_ignored_is_not_applied_either(both):
    before = both.everything()

    assert both.run("apply", "--check", "--ignore", "tmp-path,session-dir").code == 0
    assert both.run("apply", "--ignore", "tmp-path,session-dir").code == 0

    assert both.everything() == before


@pytest.mark.parametrize(
    "comment",
    [
        "  # xdistify: ignore[tmp-path] the server reads it there",
        "  # xdistify: ignore[cwd-write, hardcoded-path] the server reads it there",
        "  # noqa: S108  # xdistify: ignore[tmp-path] two comments",
        "  # xdistify: ignore",
    ],
)
def test_a_comment_on_the_line_keeps_it_as_it_is(project, comment):
    project.write({"test_own.py": WRITES.format(comment=comment)})
    before = project.everything()

    scanned, applied = project.run("scan"), project.run("apply", "--quiet")

    assert scanned.code == 0
    assert "ignored by a comment: hardcoded-path  /tmp/xdistify-own/report.txt" in scanned.text
    assert applied.code == 0
    assert project.everything() == before


@pytest.mark.parametrize(
    "comment",
    [
        "  # xdistify: ignore[shared-path] of another kind",
        "  # the server reads it there",
    ],
)
def test_a_comment_about_something_else_changes_nothing(project, comment):
    project.write({"test_own.py": WRITES.format(comment=comment)})

    assert names(project.scan()) == ["hardcoded-path"]


def test_the_table_in_pyproject_is_read_and_the_command_line_is_stronger(both):
    both.write(
        {"pyproject.toml": '[tool.xdistify]\nselect = ["shared-path"]\nignore = ["cwd-write"]\n'}
    )

    assert names(both.scan()) == ["shared-path"]
    assert names(both.scan("--select", "tmp-path")) == ["hardcoded-path", "hardcoded-path"]
    assert names(both.scan("--ignore", "shared-path")) == []


@pytest.mark.parametrize(("verb", "option"), [("scan", "--select"), ("apply", "--ignore")])
def test_an_unknown_name_is_refused_with_the_near_one(both, verb, option):
    before = both.everything()

    both.run(verb, option, "tmp_path").assert_refused("'tmp_path'", "tmp-path")

    assert both.everything() == before


def test_an_unknown_name_in_the_table_is_refused_with_the_near_one(both):
    both.write({"pyproject.toml": '[tool.xdistify]\nignore = ["share-path"]\n'})

    both.run("scan").assert_refused("'share-path'", "did you mean shared-path?")


def test_an_unknown_key_in_the_table_is_refused_with_the_near_one(both):
    both.write({"pyproject.toml": '[tool.xdistify]\nselects = ["tmp-path"]\n'})

    both.run("scan").assert_refused("'selects'", "did you mean select?", "[tool.xdistify]")


@pytest.mark.parametrize(
    ("verb", "line"),
    [
        ("scan", "select = 3"),
        ("scan", "ignore = {a = 1}"),
        ("verify", "python = 3"),
        ("verify", "dist = 3"),
        ("verify", "workers = 'many'"),
        ("verify", "workers = 0"),
    ],
)
def test_a_wrong_value_in_the_table_is_refused(both, verb, line):
    both.write({"pyproject.toml": f"[tool.xdistify]\n{line}\n"})

    both.run(verb, "--quiet").assert_refused()


def test_a_table_that_is_none_is_refused(both):
    both.write({"pyproject.toml": "[tool]\nxdistify = 3\n"})

    both.run("scan").assert_refused("[tool.xdistify]")


def params(verb):
    """The options and arguments of a verb by the way they are written."""
    command = typer.main.get_command(app).commands[verb]
    return {flag: param for param in command.params for flag in param.opts}


@pytest.mark.parametrize("verb", sorted(typer.main.get_command(app).commands))
def test_every_verb_takes_the_common_options(verb):
    taken = params(verb)
    common = {"--root", "--python", "--select", "--ignore", "--quiet", "--no-color"}
    assert common <= set(taken)
    assert "paths" in taken or verb in ("explain", "revert"), "these take names there"


@pytest.mark.parametrize("verb", ["scan", "diff", "apply"])
def test_what_makes_a_plan_takes_a_pattern(verb):
    assert "--where" in params(verb)


def test_an_option_that_can_mean_nothing_changes_nothing_and_says_so(own):
    plain = own.run("explain", "tmp-path")
    words = ["--root", ".", "--python", "x", "--select", "x", "--ignore", "x", "--quiet"]

    assert own.run("explain", "tmp-path", *words, "--no-color") == plain
    assert "changes nothing here" in own.run("explain", "--help").text


def test_a_revert_is_narrowed_by_names(both):
    both.run("apply")
    applied = both.everything()

    assert both.run("revert", "--all", "--ignore", "tmp-path").code == 0
    assert both.read("tests/test_blog.py") == BLOG.encode()
    assert both.read("tests/test_own.py") != OWN.encode()

    assert both.run("revert", "--select", "hardcoded-path").code == 0
    assert both.read("tests/test_own.py") == OWN.encode()
    assert both.everything() != applied


def test_a_revert_that_is_narrowed_to_nothing_changes_nothing(both):
    both.run("apply")
    before = both.everything()

    done = both.run("revert", "--all", "--ignore", "tmp-path,session-dir")

    assert done.code == 0
    assert "nothing to take back here" in done.err
    assert both.everything() == before
    both.run("revert", "--ignore", "tmp-path").assert_refused("say --all")
    both.run("revert", "--select", "tmp-pth").assert_refused("did you mean tmp-path")
    both.run("revert", "--all", "--select", "tmp-path").assert_refused("say --all")


def test_the_demo_takes_a_python_that_is_there(own):
    own.run("demo", "--python", "no-such-python").assert_refused("no-such-python")
