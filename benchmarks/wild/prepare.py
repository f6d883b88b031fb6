"""Source and environment of a suite: downloaded and installed once, and kept."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.wild.suites import COMMON, Suite

_MINUTES = 20


class Unprepared(Exception):
    """A suite that cannot be had or installed here, and why."""


def prepare(suite: Suite, work: Path) -> tuple[Path, Path]:
    """The unpacked source distribution and the Python that runs its tests.

    Both are made below ``work`` and found there the next time.

    Raises:
        Unprepared: download, unpacking or installation failed.
    """
    own = [*suite.build, *suite.install]
    replaced = {_name(requirement) for requirement in own}
    needs = [*(one for one in COMMON if _name(one) not in replaced), *own]
    facts = [sys.version, needs, *suite.locales]
    key = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:8]
    home = work / "environments" / f"{suite.label}-{key}"
    source = work / "sources" / suite.label
    python = home / "bin" / "python"
    done = home / "installed"
    if done.exists() and source.exists():
        return source, python
    shutil.rmtree(home, ignore_errors=True)
    _call([sys.executable, "-m", "venv", str(home)], "venv")
    pip = [str(python), "-m", "pip", "-q", "--disable-pip-version-check"]
    _call([*pip, "install", *needs], "install")
    if not source.exists():
        _unpack(_download(suite, pip, work / "downloads" / suite.label), source)
    # A copy, because a build leaves traces in the tree that it builds.
    tree = home / "tree"
    shutil.copytree(source, tree, symlinks=True)
    _call([*pip, "install", "--no-build-isolation", str(tree)], "install")
    shutil.rmtree(tree)
    _make_locales(suite.locales, locales_of(python))
    done.touch()
    return source, python


def locales_of(python: Path) -> Path:
    """The folder of the locales that were made for the suite of an environment."""
    return python.parents[1] / "locales"


def _make_locales(names: Sequence[str], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        language, _, charset = name.partition(".")
        _call(["localedef", "-i", language, "-f", charset, str(folder / name)], "localedef")


def _name(requirement: str) -> str:
    """The package of a requirement such as ``pytest<9``."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower()


def _download(suite: Suite, pip: Sequence[str], folder: Path) -> Path:
    options = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "-d", str(folder)]
    _call([*pip, "download", *options, suite.requirement], "download")
    archives = sorted(path for path in folder.iterdir() if path.suffix in (".gz", ".zip"))
    if not archives:
        raise Unprepared("download: no source distribution came")
    return archives[0]


def _unpack(archive: Path, target: Path) -> None:
    parts = target.with_name(f"{target.name}.part")
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as file:
            file.extractall(parts)
    else:
        with tarfile.open(archive) as file:
            # Files belong to whoever unpacks them, else git would not trust the folder.
            file.extractall(parts, filter="data")
    (tree,) = (path for path in parts.iterdir() if path.is_dir())
    tree.rename(target)
    parts.rmdir()


def _call(command: Sequence[str], step: str) -> None:
    try:
        subprocess.run(
            command,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_MINUTES * 60,
            start_new_session=True,
        )
    except FileNotFoundError:
        raise Unprepared(f"{step}: {command[0]} is not installed") from None
    except subprocess.TimeoutExpired:
        raise Unprepared(f"{step}: not done in {_MINUTES} minutes") from None
    except subprocess.CalledProcessError as error:
        lines = error.stdout.decode("utf-8", "replace").strip().splitlines() or ["no word of why"]
        raise Unprepared(f"{step}: {_first_error(lines)}") from None


def _first_error(lines: Sequence[str]) -> str:
    return next((line for line in lines if "error" in line.lower()), lines[-1]).strip()[:200]
