"""What is in the way of a run ends it with one sentence, and nothing is lost."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.projects import COMMAND, OWN

TWO = {"tests/sub/test_more.py": OWN.replace("xdistify-", "xdistify-more-")}
SMALL = 1500
WAYS = [["apply"], ["apply", "--commit", "transform"], ["apply", "--branch", "safe"]]

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def sentence(done):
    """The one sentence of a run that was refused."""
    assert done.code == 2, (done.code, done.err)
    assert "Traceback" not in done.err
    (line,) = [it for it in done.err.splitlines() if it.startswith("xdistify: ")]
    return line


@pytest.fixture
def two(repository):
    repository.write(TWO)
    repository.commit("two")
    return repository


def conflicting(two):
    """Two branches that change the same line."""
    two.git("checkout", "--quiet", "-b", "other")
    two.write({"notes.txt": "theirs\n"})
    two.commit("theirs")
    two.git("checkout", "--quiet", "main")
    two.write({"notes.txt": "ours\n"})
    two.commit("ours")


STOPPED = {
    "a merge": ["merge", "other"],
    "a rebase": ["rebase", "other"],
    "a cherry-pick": ["cherry-pick", "other"],
    "a revert": ["revert", "--no-edit", "HEAD~1"],
    "an am": ["am", "other.patch"],
}


@pytest.mark.parametrize("what", STOPPED)
def test_what_git_has_not_finished_is_finished_first(two, what):
    conflicting(two)
    (two.path / "other.patch").write_text(two.git("format-patch", "--stdout", "main..other"))
    if what == "a revert":
        two.write({"notes.txt": "later\n"})
        two.commit("later")
    two.git(*STOPPED[what], check=False)
    before = two.state(), two.git("status")

    assert f"{what} is in progress" in sentence(two.run("apply"))

    assert (two.state(), two.git("status")) == before


def test_a_bisect_and_a_head_without_branch_take_no_commits(two):
    two.git("bisect", "start")
    assert "bisect is in progress" in sentence(two.run("apply", "--commit", "fix"))
    two.git("bisect", "reset")
    two.git("checkout", "--quiet", "--detach")
    assert "HEAD is detached" in sentence(two.run("apply", "--commit", "fix"))
    assert two.run("apply", "--branch", "safe").code == 0


def test_a_stale_lock_of_git_is_named_and_stays(two):
    before = two.state()
    lock = two.path / ".git/index.lock"
    lock.touch()

    assert str(lock) in sentence(two.run("apply", "--commit", "transform"))

    assert lock.exists()
    assert two.state() == before


@posix
@pytest.mark.parametrize("words", WAYS[1:])
def test_a_limit_on_the_size_of_files_leaves_them_as_they_were(two, words):
    before = two.state()
    done = subprocess.run(
        [*COMMAND, *words],
        cwd=two.path,
        env=two.environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL)),
    )

    assert done.returncode in (0, 2), done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode == 2:
        assert two.state() == before
        assert two.run(*words).code == 0
    two.git("fsck", "--strict")


@pytest.fixture
def small_disk(two, tmp_path):
    """The repository on a disk of 700 KB; a function fills it up to so many bytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(disk)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(words, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        moved = type(two)(Path(shutil.copytree(two.path, disk / "project")), two.environment)

        def fill(spare):
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            (disk / "full").write_bytes(bytes(max(0, free - spare)))

        yield moved, fill, disk / "full"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(("words", "spare"), [(WAYS[0], 0), (WAYS[1], 30_000), (WAYS[2], 30_000)])
def test_a_full_disk_leaves_files_and_history_as_they_were(small_disk, words, spare):
    project, fill, filler = small_disk
    before = project.state()
    fill(spare)

    done = project.run(*words)

    assert done.code in (0, 2), done.err
    assert "Traceback" not in done.err
    filler.unlink()
    if done.code == 2:
        assert project.run(*words).code == 0
    project.git("fsck", "--strict")
    assert project.git("status", "--porcelain") == (
        "" if len(words) > 1 else " M tests/sub/test_more.py\n M tests/test_own.py"
    )
    if "--branch" in words:
        assert project.everything() == before[0]
        project.git("checkout", "--quiet", "safe")
    assert project.run("revert", "--all", *(["--commit"] if len(words) > 1 else [])).code == 0
    assert project.everything() == before[0]


@pytest.mark.parametrize("what", ["tests/sub", ".git/xdistify"])
def test_what_cannot_be_changed_is_named_and_nothing_else_is_written(two, what):
    path = two.path / what
    if not path.exists():
        path.mkdir()
    before = two.everything()
    command = shutil.which("chattr") or "false"
    if os.geteuid() or subprocess.run([command, "+i", path], check=False).returncode:
        pytest.skip("needs the right to make a file immutable")
    try:
        done = two.run("apply")
    finally:
        subprocess.run([command, "-i", path], check=True)

    assert what in sentence(done)
    assert two.everything() == before
    assert two.run("apply").code == 0


def test_a_disk_that_is_read_only_is_named(small_disk):
    project, _, filler = small_disk
    before = project.everything()
    subprocess.run(["mount", "-o", "remount,ro", str(filler.parent)], check=True)

    assert "xdistify cannot be written: Read-only file system" in sentence(project.run("apply"))

    assert project.everything() == before


def at_once(project, *commands):
    running = [
        subprocess.Popen(
            [*COMMAND, *words],
            cwd=project.path,
            env=project.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for words in commands
    ]
    ended = [(it.communicate()[1], it.returncode) for it in running]
    for words, code in ended:
        assert code in (0, 2), words
        assert "Traceback" not in words
        if code == 2:
            assert any(it in words for it in ("run it again", "is running", "is going on")), words
    return [code for _, code in ended]


@pytest.mark.parametrize(
    "commands",
    [
        [["apply", "--commit", "fix"], ["apply", "--commit", "fix"]],
        [["apply"], ["revert", "--all"], ["review", "--accept", "proven", "--apply"]],
    ],
)
def test_several_at_once_do_not_mix(two, commands):
    before = two.everything()

    at_once(two, *commands)

    committed = "--commit" in commands[0]
    assert two.run("apply", *commands[0][1:]).code == 0
    assert len(two.run("diff").out) == 0
    two.git("fsck", "--strict")
    assert (two.git("status", "--porcelain") == "") == committed
    assert two.run("revert", "--all", *(["--commit"] if committed else [])).code == 0
    assert two.everything() == before
