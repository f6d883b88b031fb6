"""Scan, apply and revert over thousands of files that nobody here wrote.

Usage: ``python -m tests.properties.real_files [--work FOLDER] [--only NAME] [--seconds N]``.

Pinned packages come from the registry, and every Python file in them counts as a test module. Each
is done folder by folder, in a root of its own: ``scan`` must end with 0 or 1, ``apply --unsafe``
with 0, each file that it changed must parse, and ``revert --all`` must give back every byte and
mode. What was done stands in ``record.jsonl`` in the working folder, and a second call goes on
there. Ends with 1 if anything failed, now or before.
"""

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WHEELS = (
    "pandas==3.0.0",
    "scipy==1.16.2",
    "sympy==1.14.0",
    "scikit-learn==1.7.2",
    "astropy==7.1.0",
    "networkx==3.5",
    "matplotlib==3.10.6",
    "twisted==25.5.0",
    "numpy==2.3.3",
)
SOURCES = (
    "django==5.2",
    "ansible-core==2.19.0",
    "distributed==2025.9.1",
    "pytest==8.4.2",
    "buildbot==4.3.0",
    "cherrypy==18.10.0",
    "coverage==7.17.3",
    "dulwich==1.2.21",
    "fsspec==2026.9.0",
    "joblib==1.6.0",
    "luigi==3.8.1",
    "nose2==0.16.0",
    "paramiko==5.1.0",
    "pylint==4.1.4",
    "setuptools==84.2.1",
    "sphinx==9.0.4",
    "tornado==6.6.1",
)
"""Packages whose wheels come without their tests."""

_MOST = 150
_LIMIT = 1200.0
_CONFIGURATION = "[pytest]\npython_files = *.py\n"


def main() -> int:
    """Do what is not done yet, and say how it stands."""
    parser = argparse.ArgumentParser(description="Scan, apply and revert over real files.")
    parser.add_argument("--work", type=Path, default=Path("build/real-files"))
    parser.add_argument("--only", default="", help="packages whose name holds this")
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after; 0 for never")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    record = options.work / "record.jsonl"
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    done = {(it["package"], it["part"]): it for it in map(json.loads, lines)}
    end = time.monotonic() + options.seconds if options.seconds else float("inf")
    for requirement in (*SOURCES, *WHEELS):
        if options.only not in requirement or time.monotonic() > end:
            continue
        source = unpacked(requirement, options.work)
        for part, files in parts(source):
            if (requirement, part) in done or time.monotonic() > end:
                continue
            found = {"package": requirement, "part": part, **tried(source, files)}
            done[requirement, part] = found
            with record.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(found) + "\n")
            print(json.dumps(found), flush=True)
    total = {key: sum(it[key] for it in done.values()) for key in ("files", "hazards", "changed")}
    failed = [it for it in done.values() if it["trouble"]]
    print(f"{total['files']} files, {total['hazards']} hazards, {total['changed']} files changed")
    for it in failed:
        print(f"failed: {it['package']} {it['part']}: {it['trouble']}")
    return 1 if failed else 0


def unpacked(requirement: str, work: Path) -> Path:
    """The folder of a package, downloaded and unpacked where it is not there yet."""
    target = work / requirement
    if target.exists():
        return target
    archives = work / f"{requirement}.archive"
    kind = "--no-binary" if requirement in SOURCES else "--only-binary"
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", kind, ":all:"]
    subprocess.run([*command, "-d", str(archives), requirement], check=True)
    [archive] = archives.iterdir()
    fresh = work / f"{requirement}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(fresh)
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(fresh)
    fresh.rename(target)
    return target


def parts(source: Path) -> Iterator[tuple[str, list[Path]]]:
    """The Python files of a tree in lots of at most so many, each with a name; folders stay whole.

    The files are relative to the tree; what has the same folder comes into the same lot.
    """
    lot: list[Path] = []
    for folder, folders, names in os.walk(source):
        folders.sort()
        here = [Path(folder, name).relative_to(source) for name in sorted(names)]
        here = [path for path in here if path.suffix == ".py"]
        if lot and len(lot) + len(here) > _MOST:
            yield lot[0].parent.as_posix(), lot
            lot = []
        lot += here
    if lot:
        yield lot[0].parent.as_posix(), lot


def tried(source: Path, files: list[Path]) -> dict[str, Any]:
    """What becomes of some files: how many, the hazards, how many change, what went wrong."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="xdf-real-") as name:
        root = Path(name).resolve()
        for path in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / path, root / path)
        (root / "pytest.ini").write_text(_CONFIGURATION, encoding="utf-8")
        hazards, changed, trouble = _round_trip(root)
    return {
        "files": len(files),
        "hazards": hazards,
        "changed": changed,
        "seconds": round(time.monotonic() - begin, 1),
        "trouble": trouble,
    }


def _round_trip(root: Path) -> tuple[int, int, str]:
    before = _tree(root)
    scan = _xdistify(root, "scan", "--format", "json")
    if scan.returncode not in (0, 1):
        return 0, 0, f"scan ended with {scan.returncode}: {scan.stderr[-2000:]}"
    hazards = len(json.loads(scan.stdout)["hazards"])
    apply = _xdistify(root, "apply", "--unsafe")
    if apply.returncode:
        return hazards, 0, f"apply ended with {apply.returncode}: {apply.stderr[-2000:]}"
    after = _tree(root)
    changed = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    broken = [path for path in changed if path.endswith(".py") and not _parses(root / path)]
    if broken:
        return hazards, len(changed), f"does not parse any more: {', '.join(broken)}"
    revert = _xdistify(root, "revert", "--all")
    if revert.returncode:
        trouble = f"revert ended with {revert.returncode}: {revert.stderr[-2000:]}"
        return hazards, len(changed), trouble
    differing = sorted({path for path, _ in before.items() ^ _tree(root).items()})
    return hazards, len(changed), f"not as before: {', '.join(differing)}" if differing else ""


def _xdistify(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    call = "from codemods.cli.main import run; run()"
    command = [sys.executable, "-c", call, *words, "--root", str(root)]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -1, "", f"no end within {_LIMIT:.0f} s")


def _tree(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mode, path.read_bytes())
        for path in root.rglob("*")
        if path.is_file() and ".xdistify" not in path.relative_to(root).parts
    }


def _parses(path: Path) -> bool:
    if not path.exists():
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
