"""The plain prompt in a real terminal: what is typed, what is kept, what is applied."""

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.projects import COMMAND, OWN, Project
from tests.cli.test_cli_review import NOTES, REPORT, editor, verdicts

pexpect = pytest.importorskip("pexpect", reason="needs pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")

QUESTION = re.escape("[y,n,s,e,i,u,A,R,P,q,?]? ")


def _take_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A terminal in which ``xdistify review`` runs."""

    def __init__(self, project: Project, *words: str, **environment: str) -> None:
        size = (24, int(environment.pop("columns", "80")))
        self.child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], "review", *words],
            cwd=str(project.path),
            env={**project.environment, "TERM": "xterm-256color", **environment},
            dimensions=size,
            encoding="utf-8",
            timeout=60,
            # Where the tests themselves run in the background, Ctrl-C is ignored, and inherited so.
            preexec_fn=_take_interrupts,
        )

    def answer(self, *typed: str) -> str:
        """Type answers, each at its question; what was on the screen before the last of them."""
        for text in typed:
            self.child.expect(QUESTION)
            self.child.sendline(text)
        return str(self.child.before)

    def end(self) -> int:
        """Wait for the end; the exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)


def test_yes_and_no_to_all_ends_with_what_was_accepted_applied(own: Project) -> None:
    terminal = Terminal(own)
    terminal.answer("y", "n")
    assert terminal.end() == 0
    content = own.read("tests/test_own.py")
    assert b"xdistify-own" not in content
    assert b"xdistify-other" in content


def test_the_words_of_the_answers_are_taken_too(own: Project) -> None:
    terminal = Terminal(own)
    terminal.answer("yes", "undo", "reject", "Accept")
    assert terminal.end() == 0
    assert b"xdistify-own" in own.read("tests/test_own.py")


def test_quitting_writes_nothing_and_the_next_review_goes_on(own: Project) -> None:
    terminal = Terminal(own)
    first = terminal.answer("y", "q")
    assert "2/2" in first
    assert terminal.end() == 0
    assert "xdistify review --apply" in str(terminal.child.before)
    assert own.read("tests/test_own.py") == OWN.encode()
    terminal = Terminal(own)
    shown = terminal.answer("y")
    assert "2/2" in shown
    assert "1 accepted" in shown
    assert terminal.end() == 0
    assert b"/tmp/xdistify" not in own.read("tests/test_own.py")


def test_the_end_of_input_keeps_what_was_accepted(own: Project) -> None:
    terminal = Terminal(own)
    terminal.answer("y")
    terminal.child.expect(QUESTION)
    terminal.child.sendeof()
    assert terminal.end() == 0
    _assert_kept(terminal, own)


def test_ctrl_c_keeps_what_was_accepted_and_says_so(own: Project) -> None:
    terminal = Terminal(own)
    terminal.answer("y")
    terminal.child.expect(QUESTION)
    for _ in range(6):
        terminal.child.sendintr()
        # Python sees one that comes between the prompt and the reading only after a line is read.
        said = ["interrupted; 1 accepted", pexpect.TIMEOUT]
        if terminal.child.expect(said, timeout=10) == 0:
            break
    assert terminal.end() == 130
    _assert_kept(terminal, own)


def _assert_kept(terminal: Terminal, own: Project) -> None:
    assert "Traceback" not in str(terminal.child.before)
    assert own.read("tests/test_own.py") == OWN.encode()
    assert verdicts(own) == {REPORT: "accepted", NOTES: "undecided"}


def test_a_killed_review_goes_on_where_it_stopped(own: Project) -> None:
    terminal = Terminal(own)
    terminal.answer("n")
    terminal.child.expect(QUESTION)
    terminal.child.kill(signal.SIGKILL)
    terminal.child.close()
    assert own.read("tests/test_own.py") == OWN.encode()
    again = Terminal(own)
    assert "2/2" in again.answer("q")
    assert again.end() == 0


def test_all_and_path_ask_once_and_can_be_undone(own: Project) -> None:
    terminal = Terminal(own)
    terminal.answer("A")
    terminal.child.expect(re.escape("Accept 2 tmp-path fixes? [y,n] "))
    terminal.child.sendline("n")
    terminal.answer("R")
    terminal.child.expect(re.escape("Reject 2 tmp-path fixes? [y,n] "))
    terminal.child.sendline("n")
    terminal.answer("P")
    terminal.child.expect(re.escape(f"Accept 1 fix for {REPORT}? [y,n] "))
    terminal.child.sendline("y")
    terminal.answer("u", "q")
    assert terminal.end() == 0
    assert set(verdicts(own).values()) == {"undecided"}


def test_undo_and_redo_apply_nothing_by_themselves(own: Project) -> None:
    own.run("review", "--accept", "all")
    own.run("review", "--forget", "all")
    terminal = Terminal(own)
    terminal.answer("u")
    terminal.child.expect(re.escape("Everything is answered. Apply what is accepted? [y,n] "))
    terminal.child.sendline("n")
    assert terminal.end() == 0
    assert own.read("tests/test_own.py") == OWN.encode()
    assert set(verdicts(own).values()) == {"accepted"}


def test_what_is_no_answer_is_explained_and_asked_again(own: Project) -> None:
    terminal = Terminal(own)
    said = terminal.answer("maybe", "a", "", "?", "q")
    assert "'A' would accept all" in said or terminal.end() == 0
    assert set(verdicts(own).values()) == {"undecided"}


def test_an_edit_that_does_not_parse_is_asked_again(own: Project, tmp_path: Path) -> None:
    environment = editor(tmp_path, "echo 'def (' >> \"$file\"")
    terminal = Terminal(own, **environment)
    terminal.answer("e")
    terminal.child.expect("would not parse")
    terminal.child.expect(re.escape("Edit again, where you left it? [y,n] "))
    terminal.child.sendline("n")
    terminal.answer("q")
    assert terminal.end() == 0
    assert set(verdicts(own).values()) == {"undecided"}


def test_ignoring_asks_why_and_writes_the_comment_at_the_end(own: Project) -> None:
    terminal = Terminal(own)
    terminal.answer("i")
    terminal.child.expect("Why")
    terminal.child.sendline("it is read elsewhere")
    terminal.answer("n")
    assert terminal.end() == 0
    assert b"# xdistify: ignore[hardcoded-path] it is read elsewhere" in own.read(
        "tests/test_own.py"
    )


def test_two_reviewers_are_kept_apart(own: Project) -> None:
    terminal = Terminal(own)
    terminal.child.expect(QUESTION)
    own.run("review", "--accept", "all").assert_refused("another review")
    terminal.child.sendline("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_without_colour_the_signs_say_it(own: Project, environment: dict[str, str]) -> None:
    terminal = Terminal(own, columns="40", **environment)
    shown = terminal.answer("q")
    assert "\x1b" not in shown
    assert "-def test_report():" in shown
    assert "+def test_report(tmp_path):" in shown
    assert terminal.end() == 0


def test_hostile_source_moves_no_cursor(project: Project) -> None:
    hostile = OWN.replace('file.write("ok")', 'file.write("ok")  # \x1b[2J \u202e </script>', 1)
    project.write({"tests/test_own.py": hostile})
    terminal = Terminal(project, NO_COLOR="1")
    shown = terminal.answer("q")
    assert "\x1b[2J" not in shown
    assert r"\x1b[2J <U+202E> </script>" in shown
    assert terminal.end() == 0
