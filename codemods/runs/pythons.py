"""Which Python runs the suite, and what is installed for it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from codemods.errors import Refusal

_INSIDE_AN_ENVIRONMENT = ("bin/python", "bin/python3", "Scripts/python.exe")
_PATIENCE = 60.0

# Runs in the project's Python, so it keeps to what 3.8 knows. Editable installs put folders of the
# project on `sys.path`, or into the MAPPING of a finder (setuptools >= 64).
_ASK = r"""
import sys
sys.path[:] = [entry for entry in sys.path if entry]  # nothing is imported from where we are
import importlib, json, os, site
from importlib import metadata

def version(distribution, module):
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        pass
    try:
        return getattr(importlib.import_module(module), "__version__", "unknown")
    except ImportError:
        return None

def folders():
    yield from (entry for entry in sys.path if entry)
    for finder in sys.meta_path:
        home = sys.modules.get(getattr(finder, "__module__", None))
        for name, place in (getattr(home, "MAPPING", None) or {}).items():
            if os.path.basename(place) == name:
                yield os.path.dirname(place)

print()
print(json.dumps({
    "version": ".".join(map(str, sys.version_info[:3])),
    "pytest": version("pytest", "pytest"),
    "xdist": version("pytest-xdist", "xdist"),
    "folders": list(folders()),
    "user_base": site.getuserbase(),
}))
"""


@dataclass(frozen=True, slots=True)
class Environment:
    """A Python that can run pytest.

    Attributes:
        python: the interpreter, absolute, symbolic links not followed (a link is what makes it
            the interpreter of a virtual environment).
        version: version of Python, such as ``3.11.7``.
        pytest: version of pytest; None if it is not installed.
        xdist: version of pytest-xdist; None if it is not installed.
        import_paths: folders that it imports from, editable installs included; absolute, links
            followed.
        user_base: where packages are that were installed for the user.
    """

    python: Path
    version: str
    pytest: str | None
    xdist: str | None
    import_paths: tuple[str, ...] = ()
    user_base: str = ""


def find_python(root: Path, wanted: str | None, configured: str | None) -> Path:
    """The interpreter that the suite is to be run with.

    Args:
        root: the root of the project.
        wanted: what the user asked for: a path, a name on PATH, or a virtual environment.
        configured: the same from the project's configuration; relative to ``root``.

    Returns:
        The first of: ``wanted``, ``configured``, the environment of ``$VIRTUAL_ENV``,
        ``.venv`` or ``venv`` in the root, the Python that runs this tool. Absolute.

    Raises:
        Refusal: what was asked for is not there or cannot be run.
    """
    if wanted is not None:
        return _asked_for(wanted, Path.cwd(), "--python")
    if configured is not None:
        return _asked_for(configured, root, "[tool.xdistify] python")
    active = os.environ.get("VIRTUAL_ENV")
    for folder in ((Path(active),) if active else ()) + (root / ".venv", root / "venv"):
        found = _inside(folder)
        if found is not None:
            return found
    return Path(sys.executable)


def named_by_repository(root: Path, wanted: str | None, configured: str | None) -> bool:
    """Whether it is the repository, and no person, that says which Python `find_python` takes."""
    if wanted is not None:
        return False
    if configured is not None:
        return True
    active = os.environ.get("VIRTUAL_ENV")
    if active and _inside(Path(active)) is not None:
        return False
    return any(_inside(root / name) is not None for name in (".venv", "venv"))


def inspect_python(python: Path) -> Environment:
    """Ask an interpreter for the versions that matter, in one child.

    Raises:
        Refusal: it cannot be run, or pytest is not installed for it.
    """
    try:
        answer = subprocess.run(
            [str(python), "-c", _ASK],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refusal(f"{python} cannot be run: {error}") from error
    try:
        facts = json.loads(answer.stdout.splitlines()[-1])
        environment = Environment(
            python=python,
            version=facts["version"],
            pytest=facts["pytest"],
            xdist=facts["xdist"],
            import_paths=tuple(str(Path(folder).resolve()) for folder in facts["folders"]),
            user_base=facts["user_base"],
        )
    except (IndexError, KeyError, TypeError, ValueError) as error:
        said = answer.stderr.decode(errors="replace").strip().splitlines() or ["no answer"]
        raise Refusal(f"{python} cannot be run as a Python of 3.8 or later: {said[-1]}") from error
    if environment.pytest is None:
        raise Refusal(
            f"pytest is not installed for {python}: install it with "
            f'"{python} -m pip install pytest pytest-xdist", '
            "or name the Python of the suite with --python"
        )
    return environment


def _asked_for(name: str, base: Path, option: str) -> Path:
    path = base / Path(name).expanduser()
    if path.is_dir():
        found = _inside(path)
        if found is None:
            raise Refusal(f"{option}: there is no Python in the folder {path}")
        return found
    if not path.exists() and Path(name).name == name:
        on_path = shutil.which(name)
        if on_path is None:
            raise Refusal(f"{option}: {name} is neither a file in {base} nor on PATH")
        return Path(on_path).absolute()
    if not path.exists():
        raise Refusal(f"{option}: {path} does not exist")
    if not os.access(path, os.X_OK):
        raise Refusal(f"{option}: {path} cannot be run: it is not executable")
    return path.absolute()


def _inside(environment: Path) -> Path | None:
    # Not resolve(): the link is what makes it the interpreter of the environment.
    candidates = (environment / place for place in _INSIDE_AN_ENVIRONMENT)
    return next((path.absolute() for path in candidates if os.access(path, os.X_OK)), None)
