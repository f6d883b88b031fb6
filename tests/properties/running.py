"""Suites run by the real pytest, serially, in a process of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from tests.properties.writer import TAG


def outcomes(root: Path) -> dict[str, str]:
    """What becomes of each test of a suite, by class and name; "" where it passes.

    The suite runs in a copy, with nothing left of it before and after.
    """
    with _nothing_left(), tempfile.TemporaryDirectory(prefix="xdf-run-") as name:
        copy, report = Path(name, "suite"), Path(name, "report.xml")
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".xdistify"))
        out = [f"-pno:{plugin}" for plugin in ("xdist", "cacheprovider", "hypothesispytest")]
        command = [sys.executable, "-m", "pytest", "-q", *out]
        command += [f"--junitxml={report}", f"--basetemp={Path(name, 'temp')}", "--rootdir", "."]
        outer = ("PYTEST_", "HYPOTHESIS_")
        clean = {key: it for key, it in os.environ.items() if not key.startswith(outer)}
        clean |= {"PYTHONDONTWRITEBYTECODE": "1", "HOME": name}
        done = subprocess.run(
            command, cwd=copy, env=clean, capture_output=True, text=True, timeout=120, check=False
        )
        if not report.exists():
            return {"": done.stdout + done.stderr}
        return dict(_cases(report))


def _cases(report: Path) -> Iterator[tuple[str, str]]:
    for case in ElementTree.parse(report).iter("testcase"):
        troubles = [
            f"{child.tag}: {child.get('message')}\n{child.text}"
            for child in case
            if child.tag in ("failure", "error")
        ]
        yield f"{case.get('classname')}::{case.get('name')}", "\n".join(troubles)


@contextmanager
def _nothing_left() -> Iterator[None]:
    _sweep()
    try:
        yield
    finally:
        _sweep()


def _sweep() -> None:
    for path in Path("/tmp").glob(f"{TAG}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
