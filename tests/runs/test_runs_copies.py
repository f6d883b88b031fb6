"""What a copy of a project holds."""

import os
import stat
from pathlib import Path

import pytest

from codemods.errors import Refusal
from codemods.runs.copies import copy_tree, put_over, remove_tree
from codemods.runs.pythons import Environment
from codemods.runs.stage import open_stage


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "source"
    for name in (
        "pkg/module.py",
        "pkg/__pycache__/module.pyc",
        ".git/config",
        ".tox/py/x",
        ".nox/x",
        ".xdistify/x",
        "web/node_modules/x",
        ".pytest_cache/x",
        "my-env/pyvenv.cfg",
        "my-env/bin/python",
        ".hidden",
    ):
        root.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        root.joinpath(name).write_text(name)
    return root


def names(root: Path) -> list[str]:
    return sorted(
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_symlink() or path.is_file()
    )


def test_a_copy_leaves_out_history_environments_and_caches(source: Path, tmp_path: Path) -> None:
    assert copy_tree(source, tmp_path / "copy") == ()
    assert names(tmp_path / "copy") == [".hidden", "pkg/module.py"]


def test_a_copy_of_a_copy_leaves_out_nothing(source: Path, tmp_path: Path) -> None:
    copy_tree(source, tmp_path / "copy", everything=True)
    assert names(tmp_path / "copy") == names(source)


def test_modes_and_times_are_kept(source: Path, tmp_path: Path) -> None:
    module = source / "pkg/module.py"
    module.chmod(0o750)
    os.utime(module, (1, 1))
    copy_tree(source, tmp_path / "copy")
    copied = (tmp_path / "copy/pkg/module.py").stat()
    assert (stat.S_IMODE(copied.st_mode), copied.st_mtime) == (0o750, 1)


def test_links_stay_links_and_lead_into_the_copy(source: Path, tmp_path: Path) -> None:
    source.joinpath("relative").symlink_to("pkg/module.py")
    source.joinpath("absolute").symlink_to(source / "pkg")
    source.joinpath("outside").symlink_to(tmp_path / "elsewhere")
    source.joinpath("dangling").symlink_to("nowhere")
    copy = tmp_path / "copy"
    copy_tree(source, copy)
    assert copy.joinpath("relative").readlink() == Path("pkg/module.py")
    assert copy.joinpath("absolute").readlink() == copy / "pkg"
    assert copy.joinpath("outside").readlink() == tmp_path / "elsewhere"
    assert copy.joinpath("dangling").is_symlink()


def test_pipes_are_left_out(source: Path, tmp_path: Path) -> None:
    os.mkfifo(source / "pipe")
    copy_tree(source, tmp_path / "copy")
    assert "pipe" not in names(tmp_path / "copy")


def test_an_overlay_replaces_makes_and_removes_files(source: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    source.joinpath("pkg/module.py").chmod(0o444)
    copy_tree(source, copy)
    put_over(copy, {"pkg/module.py": b"new\r\n", "a/b/c.py": b"c", ".hidden": None})
    assert copy.joinpath("pkg/module.py").read_bytes() == b"new\r\n"
    assert stat.S_IMODE(copy.joinpath("pkg/module.py").stat().st_mode) == 0o444
    assert names(copy) == ["a/b/c.py", "pkg/module.py"]


@pytest.mark.parametrize("name", ["../escaped.py", "/{}/escaped.py", "out/escaped.py"])
def test_an_overlay_never_leads_out_of_the_copy(source: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    source.joinpath("out").symlink_to(outside)
    copy_tree(source, tmp_path / "copy")
    with pytest.raises(Refusal, match="leads out of the project"):
        put_over(tmp_path / "copy", {name.format(outside): b"x"})
    assert not [*tmp_path.glob("escaped.py"), *outside.iterdir()]


def test_a_link_under_an_overlay_is_replaced_not_written_through(
    source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "target.py"
    target.write_text("kept")
    source.joinpath("link.py").symlink_to(target)
    copy_tree(source, tmp_path / "copy")
    put_over(tmp_path / "copy", {"link.py": b"new"})
    assert target.read_text() == "kept"
    assert tmp_path.joinpath("copy/link.py").read_text() == "new"


def test_a_folder_that_was_locked_goes_away(tmp_path: Path) -> None:
    locked = tmp_path / "tree/locked"
    locked.mkdir(parents=True)
    locked.joinpath("file").touch()
    locked.chmod(0)
    remove_tree(tmp_path / "tree")
    assert not tmp_path.joinpath("tree").exists()


def test_a_copy_is_not_copied_into_itself(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = source / "tmp"
    inside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(inside))
    with open_stage(source, {"before": {}, "after": {}}) as stage, stage.copy("before") as tree:
        assert names(tree) == [".hidden", "pkg/module.py"]
        assert tree.name == source.name
    assert not [*inside.iterdir()]


def test_what_an_editable_install_imports_comes_from_the_copy(source: Path, tmp_path: Path) -> None:
    folders = (str(source / "pkg"), str(source / "my-env/bin"), str(tmp_path))
    environment = Environment(Path("python"), "3.11.0", "8.0", None, folders)
    with open_stage(source, {"before": {}, "after": {}}) as stage, stage.copy("after") as tree:
        assert stage.import_paths(environment, tree) == [str(tree / "pkg")]
