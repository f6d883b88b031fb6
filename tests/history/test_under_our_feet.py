"""Files that somebody else changes while we are at work stay as they left them."""

import os
import shutil

import pytest

from codemods.errors import Refusal
from codemods.history import applied_fixes, journal, recover, revert_fixes

THEIRS = b"theirs = 1\n"


def meanwhile(monkeypatch, act):
    """Let ``act`` happen after the plan is made and before any file is written."""
    real = journal.write

    def write(place, plan):
        real(place, plan)
        act()

    monkeypatch.setattr(journal, "write", write)


def refused(folder, fixes):
    wanted = fixes.all(folder)
    with pytest.raises(Refusal) as refusal:
        folder.apply(*wanted)
    assert "changed while xdistify was at work" in str(refusal.value)
    assert recover(folder.path) == ()
    assert applied_fixes(folder.path) == ()


# The files are written in the order of their paths: that in the folder first.
@pytest.mark.parametrize("name", ["sub/test_b.py", "test_a.py"])
class TestAFile:
    def test_that_is_saved_meanwhile_keeps_what_was_saved(self, folder, fixes, monkeypatch, name):
        before = folder.everything()
        meanwhile(monkeypatch, lambda: folder.write(name, THEIRS))

        refused(folder, fixes)

        assert folder.everything() == {**before, name: THEIRS}

    def test_that_is_deleted_meanwhile_stays_deleted(self, folder, fixes, monkeypatch, name):
        before = folder.everything()
        del before[name]
        meanwhile(monkeypatch, (folder.path / name).unlink)

        refused(folder, fixes)

        assert folder.everything() == before

    def test_that_becomes_a_link_is_not_written_through(
        self, folder, fixes, monkeypatch, name, tmp_path
    ):
        outside = tmp_path / "outside.py"
        outside.write_bytes(folder.read(name))
        path = folder.path / name

        def act():
            path.unlink()
            path.symlink_to(outside)

        meanwhile(monkeypatch, act)
        refused(folder, fixes)

        assert path.readlink() == outside
        assert outside.read_bytes() in (fixes.A, fixes.B)

    def test_that_becomes_a_folder_stays_one(self, folder, fixes, monkeypatch, name):
        path = folder.path / name

        def act():
            path.unlink()
            path.mkdir()
            (path / "inside").write_bytes(THEIRS)

        meanwhile(monkeypatch, act)
        refused(folder, fixes)

        assert folder.read(f"{name}/inside") == THEIRS


def test_a_folder_that_becomes_a_link_leads_nobody_outside(folder, fixes, monkeypatch, tmp_path):
    outside = tmp_path / "outside"
    shutil.copytree(folder.path / "sub", outside)

    def act():
        shutil.rmtree(folder.path / "sub")
        (folder.path / "sub").symlink_to(outside)

    meanwhile(monkeypatch, act)
    refused(folder, fixes)

    assert [path.name for path in outside.iterdir()] == ["test_b.py"]
    assert (outside / "test_b.py").read_bytes() == fixes.B


def test_a_file_that_is_saved_after_it_was_written_is_left_alone_and_named(
    folder, fixes, monkeypatch
):
    real = os.replace

    def replace(source, target):
        real(source, target)
        if os.fspath(target).endswith("test_b.py"):
            folder.write("sub/test_b.py", THEIRS)
            folder.write("test_a.py", THEIRS)

    wanted = fixes.all(folder)
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(Refusal, match=r"left alone, so look there: sub/test_b\.py, test_a"):
        folder.apply(*wanted)

    assert folder.read("sub/test_b.py") == folder.read("test_a.py") == THEIRS
    assert recover(folder.path) == ()


def test_a_revert_does_not_write_over_what_is_saved_meanwhile(folder, fixes, monkeypatch):
    folder.apply(*fixes.all(folder))
    applied = folder.read("sub/test_b.py")
    meanwhile(monkeypatch, lambda: folder.write("test_a.py", THEIRS))

    with pytest.raises(Refusal, match=r"test_a\.py was changed while"):
        revert_fixes(folder.path, [], everything=True, allow_dirty=False, commit=False)

    assert folder.read("test_a.py") == THEIRS
    assert folder.read("sub/test_b.py") == applied


def test_what_can_be_taken_back_is_where_another_folder_has_lost_its_permission(
    repo, fixes, monkeypatch
):
    """The first file is written, the second cannot be, and then the first cannot be taken back."""
    real = os.replace
    denied = [False]

    def replace(source, target):
        if os.fspath(target).endswith("test_a.py"):
            denied[0] = True
        if denied[0] and os.fspath(target).endswith(".py"):
            raise PermissionError(13, "Permission denied", os.fspath(target))
        real(source, target)

    wanted = fixes.all(repo)
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(Refusal, match=r"Permission denied.*the next run tries again"):
        repo.apply(*wanted)
    with pytest.raises(Refusal, match="cannot be taken back"):
        recover(repo.path)
    monkeypatch.setattr(os, "replace", real)

    assert "took back sub/test_b.py" in recover(repo.path)[0]
    assert repo.status() == ""
