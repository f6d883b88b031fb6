"""What a run is given: our plugins in one file, and a home of its own."""

import secrets
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

# Who the user is to git: suites that commit need it, and may not change the user's own.
_OF_GIT = (".config/git/config", ".gitconfig")


@dataclass(frozen=True, slots=True)
class Handed:
    """Plugins that are ready to be loaded.

    Attributes:
        archive: a zip file, for ``PYTHONPATH``.
        names: of the modules in it, in the order in which they are to be loaded.
        env: what they read from the environment.
    """

    archive: Path
    names: tuple[str, ...]
    env: Mapping[str, str]


def hand_over(folder: Path, plugins: Mapping[str, Mapping[str, str]]) -> Handed:
    """Put modules and packages of `codemods.runs` into one file, under names that nobody else has.

    The names differ in one word only, so that a plugin can find its siblings by its own name.

    Args:
        folder: where to write the file.
        plugins: names of modules and packages, each with the environment variables that it reads.
    """
    token = secrets.token_hex(4)
    archive = folder / "plugins.zip"
    names = []
    with zipfile.ZipFile(archive, "w") as file:
        for plugin in plugins:
            name = f"_xdistify_{plugin}_{token}"
            names.append(name)
            for place, source in _sources(plugin):
                file.writestr(f"{name}{place}", source)
    env = {key: value for variables in plugins.values() for key, value in variables.items()}
    return Handed(archive, tuple(names), env)


def _sources(plugin: str) -> Iterator[tuple[str, bytes]]:
    home = resources.files("codemods.runs")
    package = home.joinpath(plugin)
    if package.is_dir():
        for entry in package.iterdir():
            if entry.name.endswith(".py"):
                yield f"/{entry.name}", entry.read_bytes()
    else:
        yield ".py", home.joinpath(f"{plugin}.py").read_bytes()


def make_home(home: Path, env: Mapping[str, str], user_base: str) -> dict[str, str]:
    """Make an empty home folder, and the variables by which everything finds it.

    What Python itself keeps in the user's home is still found: packages installed for the user,
    and the versions of pyenv.

    Args:
        home: the folder to make.
        env: the environment that the run would inherit.
        user_base: where packages are that were installed for the user.
    """
    home.mkdir()
    usual = Path(env.get("HOME", "") or Path.home())
    settings = env.get("GIT_CONFIG_GLOBAL")
    for source in [Path(settings)] if settings else [usual / name for name in _OF_GIT]:
        if source.is_file():
            with suppress(OSError):
                shutil.copyfile(source, home / ".gitconfig")
    kept = {"PYTHONUSERBASE": user_base, "PYENV_ROOT": str(usual / ".pyenv")}
    made = {name: value for name, value in kept.items() if name not in env and Path(value).is_dir()}
    cleared = {name: "" for name in env if name.startswith("XDG_") and name.endswith("_HOME")}
    if settings:
        made["GIT_CONFIG_GLOBAL"] = str(home / ".gitconfig")
    return {**made, **cleared, "HOME": str(home), "USERPROFILE": str(home)}
