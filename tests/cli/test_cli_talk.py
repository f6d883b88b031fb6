"""What is said, where, in which colour, and what the command does not load to say it."""

import os
import pty
import subprocess
import sys

import pytest

from tests.cli.projects import COMMAND

ESCAPE = "\x1b["


@pytest.mark.parametrize("words", [["scan"], ["diff"], ["apply", "--check"]], ids=" ".join)
def test_quiet_keeps_the_content_and_drops_the_talk(own, words):
    loud, quiet = own.run(*words), own.run(*words, "--quiet")

    assert loud.err
    assert quiet.err == ""
    assert (quiet.code, quiet.out) == (loud.code, loud.out) == (1, quiet.out)


def test_quiet_still_says_what_went_wrong(own):
    own.run("scan", "--quiet", "nowhere").assert_refused("nowhere")


@pytest.mark.parametrize(
    "words", [["scan"], ["diff"], ["scan", "--bogus"], ["--help"]], ids=" ".join
)
def test_without_a_terminal_there_are_no_colours(own, words):
    insisting = {"FORCE_COLOR": "1", "GITHUB_ACTIONS": "true", "PY_COLORS": "1", "TERM": "xterm"}

    done = own.run(*words, environment=insisting)

    assert ESCAPE not in done.text + done.err


@pytest.mark.parametrize(
    ("words", "environment", "coloured"),
    [
        (["scan"], {}, True),
        (["scan", "--no-color"], {}, False),
        (["diff"], {}, True),
        (["diff"], {"NO_COLOR": "1"}, False),
        (["diff"], {"TERM": "dumb"}, False),
    ],
)
def test_on_a_terminal_there_are_colours_unless_somebody_minds(own, words, environment, coloured):
    ours, theirs = pty.openpty()
    try:
        child = subprocess.Popen(
            [*COMMAND, *words],
            cwd=own.path,
            env={**own.environment, "TERM": "xterm", **environment},
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert child.wait(60) == 1
    finally:
        os.close(ours)

    assert b"test_own.py" in shown
    assert (ESCAPE.encode() in shown) is coloured


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def test_a_reader_that_goes_away_gets_no_traceback(own):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, "diff"],
            cwd=own.path,
            env=own.environment,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)

    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.returncode != 3


@pytest.mark.parametrize("words", [["--version"], ["scan"]], ids=" ".join)
def test_what_needs_no_heavy_library_loads_none(project, words):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *COMMAND[1:], *words],
        cwd=project.path,
        env=project.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "codemods" in loaded
    assert not loaded & {"libcst", "git", "textual", "bowler", "fissix"}


def test_the_version_is_said_on_stdout(project):
    done = project.run("--version")

    assert (done.code, done.err) == (0, "")
    assert done.text.startswith("xdistify ")


@pytest.mark.parametrize(
    "words",
    [["scn"], ["scan", "--bogus"], ["scan", "--format"], ["verify", "-n", "many"], ["explain"]],
    ids=" ".join,
)
def test_bad_usage_ends_with_2_and_one_sentence(project, words):
    done = project.run(*words)

    assert (done.code, done.out) == (2, b"")
    assert "Error: " in done.err
    assert "Traceback" not in done.err


def test_an_error_inside_ends_with_3_and_nothing_half_written(own, tmp_path):
    plugin = tmp_path / "plugin"
    record = plugin / "broken-1.0.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (record / "entry_points.txt").write_text("[xdistify.transforms]\nzz = broken:transform\n")
    (plugin / "broken.py").write_text("raise RuntimeError('out of cheese')\n")
    before = own.everything()

    done = own.run("apply", environment={"PYTHONPATH": str(plugin)})

    assert (done.code, done.out) == (3, b"")
    assert "out of cheese" in done.err
    assert "bug" in done.err.splitlines()[-1]
    assert own.everything() == before
