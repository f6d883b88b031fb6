"""The whole screen in a real terminal: reviewed, killed, resumed, applied."""

import stat
import sys
from pathlib import Path

import pytest

from tests.review.screens import shared_suite
from tests.review.terminals import Terminal


def _before(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.glob("test_*.py")}


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
def test_killed_in_the_middle_it_goes_on_where_it_stopped(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    shared_suite(tmp_path)
    before = _before(tmp_path)
    with Terminal(tmp_path, "review", "--tui", size=size) as terminal:
        terminal.wait_for("1/5")
        terminal.press("y")
        terminal.wait_for("1 accepted, 3 left")
        terminal.press("n")
        terminal.wait_for("1 accepted, 1 rejected, 2 left")
        terminal.kill()
    with Terminal(tmp_path, "review", "--tui", size=size) as terminal:
        shown = terminal.wait_for("3/5")
        assert "1 accepted, 1 rejected, 2 left" in shown
        assert "two-c.txt" in shown
        assert _before(tmp_path) == before, "nothing is written while it asks"
        terminal.press("yn")
        terminal.wait_for("Everything is decided")
        terminal.press("q")
        terminal.wait_for("Apply what is accepted now?")
        terminal.press("y")
        assert terminal.end() == 0
    after = _before(tmp_path)
    assert b"one_a_path" in after["test_one.py"]
    assert b"one_b_path" not in after["test_one.py"]
    assert b"two_c_path" in after["test_two.py"]


def test_a_second_reviewer_is_kept_out(tmp_path: Path) -> None:
    shared_suite(tmp_path)
    with Terminal(tmp_path, "review", "--tui") as first:
        first.wait_for("1/5")
        with Terminal(tmp_path, "review", "--tui") as second:
            assert second.end() == 2
            assert "another review of" in second.said
        first.press("q")
        assert first.end() == 0


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("A\x03", 130), ("q", 0)])
def test_what_was_decided_is_kept_and_said(tmp_path: Path, keys: str, code: int) -> None:
    shared_suite(tmp_path)
    before = _before(tmp_path)
    with Terminal(tmp_path, "review", "--tui") as terminal:
        terminal.wait_for("1/5")
        terminal.press("y")
        terminal.wait_for("1 accepted, 3 left")
        terminal.press(keys)
        assert terminal.end() == code
        assert "apply what is accepted with: xdistify review --apply" in terminal.said
    assert _before(tmp_path) == before


def test_the_editor_has_the_terminal_and_the_screen_comes_back(tmp_path: Path) -> None:
    shared_suite(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        'input("Press Enter in the editor: ")\n'
        "path = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text()\n"
        'path.write_text(text.replace("one-a.txt", "mine.txt") if "mine" not in text else "(")\n',
        encoding="utf-8",
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    with Terminal(tmp_path, "review", "--tui", EDITOR=str(editor)) as terminal:
        terminal.wait_for("1/5")
        terminal.press("e")
        terminal.wait_for("Press Enter in the editor")
        terminal.press("\n")
        terminal.wait_for("1 accepted, 3 left")
        terminal.press("K")
        terminal.wait_for('"mine.txt"')
        terminal.press("e")
        terminal.wait_for("Press Enter in the editor")
        terminal.press("\n")
        terminal.wait_for("Edit again, where you left it?")
        terminal.press("n\n")
        terminal.wait_for("Nothing was taken over")
        terminal.press("A")
        terminal.wait_for("Accept all 3")
        terminal.press("y")
        terminal.wait_for("4 accepted")
        terminal.press("qy")
        assert terminal.end() == 0
    assert b'tmp_path / "mine.txt"' in (tmp_path / "test_one.py").read_bytes()


def test_the_window_can_change(tmp_path: Path) -> None:
    shared_suite(tmp_path)
    with Terminal(tmp_path, "review", "--tui", size=(200, 50)) as terminal:
        terminal.wait_for("? help")
        terminal.resize(40, 12)
        terminal.process.send_signal(28)  # SIGWINCH
        terminal.wait_for("Schedulers", gone=True)
        assert "y yes" in terminal.wait_for("4 left")
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("how", ["--no-color", "NO_COLOR"])
def test_nobody_needs_colours(tmp_path: Path, how: str) -> None:
    shared_suite(tmp_path)
    arguments = ["--no-color"] if how == "--no-color" else []
    environment = {"NO_COLOR": "1"} if how == "NO_COLOR" else {}
    with Terminal(tmp_path, "review", "--tui", *arguments, **environment) as terminal:
        terminal.wait_for("1/5")
        terminal.press("A")
        terminal.wait_for("Accept all 4")
        terminal.press("yqy")
        assert terminal.end() == 0
    for start in (b"\x1b[38;", b"\x1b[48;", b";38;", b";48;", b"\x1b[31m", b"\x1b[34m"):
        assert start not in terminal.bytes


@pytest.mark.parametrize(("arguments", "taken"), [([], True), (["--no-mouse"], False)])
def test_the_mouse_is_taken_unless_told_otherwise(
    tmp_path: Path, arguments: list[str], taken: bool
) -> None:
    shared_suite(tmp_path)
    with Terminal(tmp_path, "review", "--tui", *arguments) as terminal:
        terminal.wait_for("1/5")
        if taken:
            terminal.press("\x1b[<0;2;24M\x1b[<0;2;24m")
            terminal.wait_for("1 accepted")
        terminal.press("q")
        assert terminal.end() == 0
    assert (b"\x1b[?1000h" in terminal.bytes) == taken


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_dumb_terminal_is_refused_in_one_sentence(tmp_path: Path, term: str) -> None:
    shared_suite(tmp_path)
    with Terminal(tmp_path, "review", "--tui", TERM=term) as terminal:
        assert terminal.end() == 2
        assert "cannot show a full screen" in terminal.text
    assert b"\x1b" not in terminal.bytes
