"""Standard streams that are closed, full or broken: exit codes and files are as ever."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.projects import COMMAND, Project

if os.name != "posix":
    pytest.skip("streams are closed by a POSIX shell here", allow_module_level=True)


def typed(project: Project, words: str, streams: str) -> "subprocess.CompletedProcess[bytes]":
    """The command, with its streams as the shell makes them by ``streams``."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {words} {streams}', "sh", *COMMAND],
        cwd=project.path,
        env=project.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


CODES = {"scan": 1, "diff": 1, "explain tmp-path": 0, "--help": 0, "--version": 0, "nonsense": 2}


@pytest.mark.parametrize("words", CODES)
@pytest.mark.parametrize("streams", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_who_closes_a_stream_gets_the_usual_code(own, words, streams):
    done = typed(own, words, streams)

    assert done.returncode == CODES[words], done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("streams", [">&-", "2>&-", "<&-", ">&- 2>&- <&-", "2>/dev/full"])
def test_fixes_are_made_whoever_listens(own, streams):
    expected = own.run("diff").out
    before = own.everything()

    done = typed(own, "apply", streams)

    assert done.returncode == 0, done.stderr.decode()
    assert own.run("diff").out == b""
    assert own.everything() != before
    assert own.run("revert", "--all").code == 0
    assert own.everything() == before
    assert own.run("diff").out == expected


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("words", [it for it in CODES if it != "nonsense"])
def test_output_that_cannot_be_written_is_a_sentence(own, words):
    done = typed(own, words, ">/dev/full")

    assert done.returncode == 2, done.stderr.decode()
    assert done.stderr.startswith(b"xdistify: the output cannot be written: No space left")
    assert done.stderr.count(b"\n") == 1, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("words", CODES)
def test_talk_that_cannot_be_written_changes_nothing(own, words):
    assert typed(own, words, "2>/dev/full").returncode == CODES[words]


INTERRUPTED = """
import sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
from codemods.cli.main import run
run()
"""


@pytest.mark.parametrize("module", ["typer", "codemods.cli.verbs", "codemods.suite.read"])
def test_an_interrupt_while_the_tool_starts_has_no_traceback(own, module):
    script = INTERRUPTED.format(module=module)
    done = subprocess.run(
        [sys.executable, "-c", script, "scan"],
        cwd=own.path,
        env=own.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 130
    assert done.stderr.startswith(b"xdistify: interrupted")
    assert done.stderr.count(b"\n") == 1, done.stderr
