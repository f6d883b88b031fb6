"""What a run is given: plugins in one file, and a home of its own."""

import subprocess
import sys
from pathlib import Path

from codemods.runs.handover import hand_over, make_home


def test_plugins_are_importable_from_one_file_and_find_each_other_by_name(tmp_path: Path) -> None:
    handed = hand_over(tmp_path, {"reporter": {"ONE": "1"}, "probe": {"TWO": "2"}})
    assert [path.name for path in tmp_path.iterdir()] == [handed.archive.name]
    assert handed.env == {"ONE": "1", "TWO": "2"}
    reporter, probe = handed.names
    assert reporter.replace("reporter", "probe") == probe
    code = f"import {reporter}, {probe}; print({probe}.LISTENERS)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(handed.archive)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr


def test_two_runs_never_have_the_same_names(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    plugins: dict[str, dict[str, str]] = {"reporter": {}}
    assert hand_over(first, plugins).names != hand_over(second, plugins).names


def test_a_home_holds_nothing_but_who_the_user_is_to_git(tmp_path: Path) -> None:
    usual, home = tmp_path / "usual", tmp_path / "home"
    usual.mkdir()
    (usual / ".gitconfig").write_text("[user]\nname = Ada\n")
    (usual / ".toolrc").write_text("mine")
    env = make_home(home, {"HOME": str(usual), "XDG_CONFIG_HOME": str(usual)}, "/no/such/folder")
    assert [path.name for path in home.iterdir()] == [".gitconfig"]
    assert (env["HOME"], env["XDG_CONFIG_HOME"]) == (str(home), "")
    assert "PYTHONUSERBASE" not in env
    (home / ".gitconfig").write_text("changed by a test")
    assert (usual / ".gitconfig").read_text() == "[user]\nname = Ada\n"


def test_settings_of_git_that_are_elsewhere_are_copied_too(tmp_path: Path) -> None:
    settings = tmp_path / "settings"
    settings.write_text("[user]\nname = Ada\n")
    home = tmp_path / "home"
    env = make_home(home, {"HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": str(settings)}, "")
    assert env["GIT_CONFIG_GLOBAL"] == str(home / ".gitconfig")
    assert (home / ".gitconfig").read_text() == settings.read_text()


def test_packages_installed_for_the_user_are_still_found(tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    env = make_home(tmp_path / "home", {"HOME": str(tmp_path)}, str(base))
    assert env["PYTHONUSERBASE"] == str(base)
