"""A kill, a full disk or an error at any moment leaves each file old or new, and is cleaned up."""

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from codemods.errors import Refusal
from codemods.history import applied_fixes, apply_fixes, recover, revert_fixes
from codemods.history import place as places

ALL = ["eeee5555", "aaaa1111", "aaaa2222", "bbbb3333"]


def deaths(scenario, tmp_path):
    script = Path(__file__).with_name("crashing.py")
    # What is killed cannot tidy up after itself.
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, str(script), scenario, str(tmp_path)],
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reports = json.loads(done.stdout)
    assert len(reports) > 20
    assert [report["code"] for report in reports] == [9] * (len(reports) - 1) + [0]
    for report in reports:
        assert report["torn"] == [], report
        assert report["strays"] == [], report
        assert report["consistent"], report
        assert report["originals"], report
    return reports


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_apply_is_finished_or_taken_back(tmp_path):
    reports = deaths("plain", tmp_path)

    for report in reports:
        assert (report["old"], report["applied"]) == (True, []) or (
            report["new"],
            report["applied"],
        ) == (True, ALL), report
    assert any("took back" in line for report in reports for line in report["sentences"])
    assert any("finished it" in line for report in reports for line in report["sentences"])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_revert_is_finished_or_taken_back(tmp_path):
    for report in deaths("revert", tmp_path):
        assert (report["old"], report["applied"]) == (True, ALL) or (
            report["new"],
            report["applied"],
        ) == (True, []), report


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_commit_is_in_the_history_and_the_ledger_or_in_neither(tmp_path):
    reports = deaths("commit", tmp_path)

    shares = {1: [], 2: ALL[:3], 3: ALL}
    for report in reports:
        assert report["status"] == "", report
        assert report["applied"] == shares[report["commits"]], report
    assert {report["commits"] for report in reports} == {1, 2, 3}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_branch_is_whole_or_not_there(tmp_path):
    reports = deaths("branch", tmp_path)

    for report in reports:
        assert report["old"], report
        assert report["worktrees"] == 0, report
        assert report["branches"] in (["main"], ["fixes", "main"]), report
        assert report["applied"] == [], report


def test_bytes_are_on_disk_before_names_and_the_journal_before_both(folder, fixes, monkeypatch):
    wanted = fixes.all(folder)
    real, synced, events = os.replace, set(), []

    def fsync(descriptor):
        synced.add(os.fstat(descriptor).st_ino)

    def replace(source, target):
        assert Path(source).stat().st_ino in synced, f"{source} was not synced"
        if Path(target).name == "journal.json":
            assert folder.path.stat().st_ino in synced, "the state folder itself could go"
        synced.discard(Path(target).parent.stat().st_ino)
        events.append(Path(target).name)
        real(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    folder.apply(*wanted)

    ours = [name for name in events if len(name) != 64]
    assert ours == ["journal.json", "test_b.py", "test_a.py", "ledger.json"]
    for name in (".", "sub", ".xdistify"):
        assert (folder.path / name).stat().st_ino in synced


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("options", [{}, {"commit": "transform"}])
def test_a_full_disk_leaves_every_file_as_it_was(repo, fixes, monkeypatch, call, options):
    before = repo.everything()
    real = getattr(os, call)
    for number in range(1, 60):
        left = [number]

        def failing(*arguments, left=left, **settings):
            left[0] -= 1
            if left[0] == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **settings)

        monkeypatch.setattr(os, call, failing)
        try:
            repo.apply(*fixes.all(repo), **options)
        except Refusal as error:
            refusal = error
            monkeypatch.setattr(os, call, real)
            recover(repo.path)
            revert_fixes(repo.path, [], everything=True, allow_dirty=False, commit=True)
            assert repo.everything() == before
            assert repo.status() == ""
        else:
            monkeypatch.setattr(os, call, real)
            assert len(applied_fixes(repo.path)) == 3
            if left[0] > 0:
                break
            # All that mattered was on disk by then.
            revert_fixes(repo.path, [], everything=True, allow_dirty=False, commit=True)
            assert repo.everything() == before
    else:
        pytest.fail("the disk was full for ever")
    assert number > 5
    assert "No space left" in str(refusal)


def test_an_interrupt_leaves_every_file_as_it_was(folder, fixes, monkeypatch):
    before = folder.everything()
    real, left = os.replace, [6]

    def interrupted(*arguments):
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        folder.apply(*fixes.all(folder))

    assert left[0] <= 0
    assert folder.everything() == before


def killed(folder, fixes, *, at, call="replace"):
    """Apply all fixes in a child that is killed before its call with number ``at``."""
    wanted = fixes.all(folder)
    child = os.fork()
    if child == 0:
        real, left = getattr(os, call), [at]

        def dying(*arguments, **options):
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)
            return real(*arguments, **options)

        setattr(os, call, dying)
        folder.apply(*wanted)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def half_done(folder, fixes):
    """Kill an apply when just one of its two files is new."""
    before = folder.everything()
    for at in range(1, 20):
        killed(folder, fixes, at=at)
        if folder.read("sub/test_b.py") != before["sub/test_b.py"]:
            return
        recover(folder.path)
    pytest.fail("it never was half done")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
class TestAfterAKill:
    def test_the_next_apply_says_what_it_took_back(self, folder, fixes):
        wanted = fixes.all(folder)
        half_done(folder, fixes)
        folder.write("test_a.py", folder.read("test_a.py"))
        originals = {"test_a.py": fixes.A, "sub/test_b.py": fixes.B}

        done = apply_fixes(
            folder.path,
            originals,
            wanted,
            commit="none",
            branch=None,
            allow_dirty=False,
            describe=fixes.describe,
        )

        assert "took back sub/test_b.py" in done.recovered[0]
        assert len(applied_fixes(folder.path)) == 3

    def test_the_next_revert_says_so_too(self, folder, fixes):
        half_done(folder, fixes)

        done = revert_fixes(folder.path, [], everything=True, allow_dirty=False, commit=False)

        assert "took back sub/test_b.py" in done.recovered[0]
        assert done.fixes == ()
        assert folder.read("sub/test_b.py") == fixes.B

    def test_a_refusal_after_it_says_so_too(self, folder, fixes):
        wanted = fixes.three(folder)
        half_done(folder, fixes)
        (folder.path / "test_a.py").chmod(0o644)

        with pytest.raises(Refusal, match=r"took back sub/test_b\.py.*changed while"):
            apply_fixes(
                folder.path,
                {"sub/test_b.py": b"something else"},
                [wanted],
                commit="none",
                branch=None,
                allow_dirty=False,
                describe=fixes.describe,
            )

    def test_a_file_that_the_user_changed_since_is_left_alone_and_named(self, folder, fixes):
        half_done(folder, fixes)
        mine = folder.write("sub/test_b.py", b"mine = 1\n")

        sentences = recover(folder.path)

        assert "sub/test_b.py changed since and was left alone" in sentences[0]
        assert folder.read("sub/test_b.py") == mine
        assert folder.read("test_a.py") == fixes.A
        assert recover(folder.path) == ()

    def test_a_moved_repository_recovers_in_its_new_place(self, repo, fixes, tmp_path):
        half_done(repo, fixes)
        moved = type(repo)(repo.path.rename(tmp_path / "moved"))

        assert "took back" in recover(moved.path)[0]
        assert moved.status() == ""

    def test_another_root_of_the_repository_recovers_it(self, repo, fixes):
        half_done(repo, fixes)

        assert "took back sub/test_b.py" in recover(repo.path / "sub")[0]
        assert repo.status() == ""

    def test_a_damaged_journal_is_named(self, folder, fixes):
        half_done(folder, fixes)
        (folder.path / ".xdistify/journal.json").write_bytes(b"{")

        with pytest.raises(Refusal, match=r"journal\.json is damaged"):
            recover(folder.path)


def test_one_process_at_a_time(folder, fixes, monkeypatch):
    from filelock import FileLock

    monkeypatch.setattr(places, "LOCK_SECONDS", 0.2)
    folder.apply(fixes.three(folder))
    with FileLock(folder.path / ".xdistify/lock"):
        with pytest.raises(Refusal, match="another xdistify is running"):
            folder.apply(fixes.one(folder))
        with pytest.raises(Refusal, match="another xdistify is running"):
            revert_fixes(folder.path, [], everything=True, allow_dirty=False, commit=False)
    assert len(
        revert_fixes(folder.path, [], everything=True, allow_dirty=False, commit=False).fixes
    )


def test_a_lock_whose_file_went_away_is_taken_anew(folder):
    """The last holder removes the file; who waited for it must not hold a lock on nothing."""
    place = places.locate(folder.path)
    inside, overlaps, count = [0], [0], [0]

    def work():
        for _ in range(15):
            with places.locked(place):
                inside[0] += 1
                overlaps[0] += inside[0] > 1
                count[0] += 1
                inside[0] -= 1
                (place.state / "lock").unlink()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (overlaps[0], count[0]) == (0, 45)


def test_a_state_folder_that_cannot_be_written_is_a_refusal(folder, fixes):
    (folder.path / ".xdistify").write_bytes(b"a file in the way")

    with pytest.raises(Refusal, match=r"\.xdistify cannot be written"):
        folder.apply(fixes.three(folder))
    assert folder.read("sub/test_b.py") == fixes.B


def test_the_state_of_others_in_the_folder_stays(repo, fixes):
    repo.write(".git/xdistify/evidence.json", b"{}")
    repo.apply(fixes.three(repo))
    revert_fixes(repo.path, [], everything=True, allow_dirty=False, commit=False)

    assert [path.name for path in (repo.path / ".git/xdistify").iterdir()] == ["evidence.json"]


def test_importing_the_room_imports_neither_git_nor_filelock():
    code = "import sys, codemods.history; print({'git', 'filelock'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "set()\n"
