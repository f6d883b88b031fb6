"""``--where`` on the verbs that make a plan."""

import pytest

NEW = """\
def test_new():
    match open("/tmp/xdistify-new.txt", "w").close():
        case None:
            pass
"""


@pytest.mark.parametrize("verb", [["scan"], ["diff"], ["apply", "--check"]], ids=" ".join)
def test_a_verb_sees_only_what_matches(own, verb):
    some = own.run(*verb, "--where", "function:test_notes")
    none = own.run(*verb, "--where", "function:test_nothing")

    assert some.code == 1
    assert b"report" not in some.out
    assert "1 file read: 1 hazard (1 with a fix" in some.err
    assert (none.code, none.out) == (0, b"")


def test_what_matches_is_applied_and_taken_back(own):
    before = own.everything()

    assert own.run("apply", "--where", "function:test_notes").code == 0

    assert own.read("tests/test_own.py").count(b"(tmp_path)") == 1
    assert own.run("apply", "--where", "function:test_notes", "--check").code == 0
    assert own.run("revert", "--all").code == 0
    assert own.everything() == before


def test_a_wrong_pattern_is_refused_before_anything_is_read(own):
    own.run("scan", "--where", "funcdef<").assert_refused("--where", "does not parse")
    own.run("apply", "--where", "nope:x").assert_refused("Bowler selects function, class")


@pytest.mark.parametrize("words", [[], ["--quiet"]], ids=["talking", "quiet"])
def test_a_file_that_bowler_cannot_read_is_never_passed_over_in_silence(own, words):
    own.write({"tests/test_new.py": NEW})

    done = own.run("scan", "--where", "file_input< any* >", *words)

    assert done.code == 1
    assert "tests/test_new.py: Bowler cannot read it, so --where leaves out what" in done.err
    assert b"test_new" not in done.out


def test_bowler_is_loaded_only_where_a_pattern_is_given(own):
    shown = own.run("scan", environment={"PYTHONPROFILEIMPORTTIME": "1"}).err
    assert " codemods.plan" in shown
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in shown.splitlines()}
    assert loaded & {"bowler", "fissix", "textual", "jinja2", "pygments"} == set()
