"""Which Python runs the suite."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codemods.errors import Refusal
from codemods.runs.pythons import find_python, inspect_python

Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def _no_active_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes an executable that answers nothing."""

    def executable(name: str, script: str = "#!/bin/sh\n") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script)
        path.chmod(0o755)
        return path

    return executable


def test_what_the_user_asks_for_comes_first(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, configured, active = make("a/python"), make("b/python"), make("c/bin/python")
    make(".venv/bin/python")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "c"))
    assert find_python(tmp_path, str(asked), "b/python") == asked
    assert find_python(tmp_path, None, "b/python") == configured
    assert find_python(tmp_path, None, None) == active


def test_then_the_environment_in_the_root_then_our_own(tmp_path: Path, make: Make) -> None:
    assert find_python(tmp_path, None, None) == Path(sys.executable)
    second = make("venv/bin/python")
    assert find_python(tmp_path, None, None) == second
    first = make(".venv/bin/python")
    assert find_python(tmp_path, None, None) == first


def test_an_environment_of_windows_is_found(tmp_path: Path, make: Make) -> None:
    found = make(".venv/Scripts/python.exe")
    assert find_python(tmp_path, None, None) == found


def test_an_active_environment_that_is_gone_is_passed_over(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = make(".venv/bin/python")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "gone"))
    assert find_python(tmp_path, None, None) == found


def test_an_environment_may_be_asked_for_by_its_folder(tmp_path: Path, make: Make) -> None:
    found = make("env/bin/python")
    assert find_python(tmp_path, str(tmp_path / "env"), None) == found
    assert find_python(tmp_path, None, "env") == found


def test_a_name_is_looked_up_on_path(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = make("tools/python4")
    monkeypatch.setenv("PATH", str(tmp_path / "tools"))
    assert find_python(tmp_path, "python4", None) == found
    assert find_python(tmp_path, None, "python4") == found


def test_the_link_that_makes_an_environment_is_not_followed(tmp_path: Path, make: Make) -> None:
    link = tmp_path / ".venv/bin/python"
    link.parent.mkdir(parents=True)
    link.symlink_to(make("elsewhere/python3"))
    assert find_python(tmp_path, None, None) == link


def test_what_is_asked_for_and_absent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="--python: no-such-python is neither a file"):
        find_python(tmp_path, "no-such-python", None)
    with pytest.raises(Refusal, match=r"\[tool.xdistify\] python: .*/env/bin/python does not"):
        find_python(tmp_path, None, "env/bin/python")
    with pytest.raises(Refusal, match="no Python in the folder"):
        find_python(tmp_path, str(tmp_path), None)


def test_what_is_asked_for_and_cannot_be_run_is_refused(tmp_path: Path, make: Make) -> None:
    path = make("python")
    path.chmod(0o644)
    with pytest.raises(Refusal, match="not executable"):
        find_python(tmp_path, str(path), None)


def test_an_interpreter_tells_its_versions(python: Path) -> None:
    environment = inspect_python(python)
    assert environment.version == ".".join(map(str, sys.version_info[:3]))
    assert environment.pytest == pytest.__version__
    assert environment.xdist is not None


def test_what_a_site_customization_prints_does_not_disturb(
    python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.joinpath("usercustomize.py").touch()
    tmp_path.joinpath("sitecustomize.py").write_text("print('hello', end='')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert inspect_python(python).pytest == pytest.__version__


def test_a_python_without_pytest_is_refused_with_the_command_that_helps(make: Make) -> None:
    # -S leaves out the installed packages.
    bare = make("bare", f'#!/bin/sh\nexec "{sys.executable}" -S -E "$@"\n')
    with pytest.raises(Refusal, match=r"pytest is not installed for .*bare -m pip install pytest"):
        inspect_python(bare)


def test_a_python_without_xdist_is_told_apart(make: Make, tmp_path: Path) -> None:
    hide = tmp_path / "hide"
    hide.mkdir()
    hide.joinpath("sitecustomize.py").write_text(
        "import sys\n"
        "from importlib import metadata\n"
        "real = metadata.version\n"
        "def version(name):\n"
        "    if 'xdist' in name:\n"
        "        raise metadata.PackageNotFoundError(name)\n"
        "    return real(name)\n"
        "metadata.version = version\n"
        "sys.modules['xdist'] = None\n"
    )
    path = make("lonely", f'#!/bin/sh\nPYTHONPATH="{hide}" exec "{sys.executable}" "$@"\n')
    environment = inspect_python(path)
    assert (environment.pytest, environment.xdist) == (pytest.__version__, None)


@pytest.mark.parametrize(
    "script",
    ["#!/bin/sh\n", "#!/bin/sh\necho nonsense\n", "#!/bin/sh\nexit 3\n", "#!/no/such/program\n"],
    ids=["silent", "babbling", "failing", "dangling"],
)
def test_what_is_no_python_is_refused(make: Make, script: str) -> None:
    fake = make("fake")
    fake.write_text(script)
    with pytest.raises(Refusal, match="fake cannot be run"):
        inspect_python(fake)
