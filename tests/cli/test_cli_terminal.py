"""What a suite holds does nothing to the terminal that shows it; pipes get the diff as it is."""

import os
import subprocess

import pytest

from tests.cli.projects import COMMAND, Project

pty = pytest.importorskip("pty", reason="needs pseudo-terminals")

HOSTILE = """\
def test_it():
    with open("/tmp/xdistify-\x9b31m-\u202egpj.txt", "w") as file:  # \u2066\x1b]0;owned\x07
        file.write("")
"""
ACTING = ["\x9b", "\u202e", "\u2066", "\x1b]", "\x07"]


def on_terminal(project: Project, *words: str) -> str:
    """What a run writes to the terminal that its stdout is."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *words],
        cwd=project.path,
        env={**project.environment, "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    ):
        os.close(theirs)
        pieces = []
        while piece := read(ours):
            pieces.append(piece)
    os.close(ours)
    return b"".join(pieces).decode()


def read(terminal: int) -> bytes:
    """What comes next; nothing once the other side has gone, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.fixture
def hostile(project: Project) -> Project:
    return project.write({"tests/test_it.py": HOSTILE})


@pytest.mark.parametrize("words", [["scan"], ["diff"], ["diff", "--no-color"]], ids=" ".join)
def test_nothing_of_a_suite_acts_on_a_terminal(hostile, words):
    shown = on_terminal(hostile, *words)

    assert r"\x9b31m-<U+202E>gpj.txt" in shown
    assert [each for each in ACTING if each in shown] == []


def test_a_diff_has_its_colours_on_a_terminal(hostile):
    coloured = on_terminal(hostile, "diff")
    plain = on_terminal(hostile, "diff", "--no-color")

    assert "\x1b[32m+" in coloured
    assert "\x1b" not in plain


def test_text_that_goes_to_a_pipe_is_as_harmless(hostile):
    shown = hostile.run("scan").text
    assert [each for each in ACTING if each in shown] == []


def test_a_diff_that_goes_to_a_pipe_keeps_every_byte(hostile):
    hostile.git("init", "--quiet")
    patch = hostile.run("diff").out
    assert HOSTILE.splitlines()[1].encode() in patch

    hostile.git("apply", "-", stdin=patch)

    assert hostile.run("diff").out == b""


def test_a_diff_of_another_encoding_can_be_read_on_a_terminal(project):
    text = '# coding: latin-1\ndef test_it():\n    open("/tmp/xdistify-größe", "w").close()\n'
    project.write({"tests/test_it.py": text.encode("latin-1")})
    shown = on_terminal(project, "diff", "--no-color")
    assert r"gr\xf6\xdfe" in shown


def test_a_file_name_stays_on_its_line(project):
    project.write(
        {"tests/test_a\n  fake.py": "def broken(:\n", "tests/test_b\x1b[2J.py": "def (\n"}
    )

    done = project.run("scan")

    assert r"skipped tests/test_a\x0a  fake.py: " in done.text
    assert r"skipped tests/test_b\x1b[2J.py: " in done.text


def test_a_refusal_is_as_harmless(project):
    done = project.run("scan", "no\x1b[2Jthing.py")
    done.assert_refused(r"no\x1b[2Jthing.py does not exist")
