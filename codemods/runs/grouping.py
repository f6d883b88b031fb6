"""Whether a group mark keeps tests on one worker, shown by two tests and not by version numbers."""

import tempfile
from pathlib import Path
from typing import Literal

from codemods.runs.copies import remove_tree
from codemods.runs.execute import run_suite
from codemods.runs.pythons import Environment

_PATIENCE = 120.0
_TEST = """\
import os

import pytest


@pytest.mark.xdist_group(name="together")
def test_tells_its_worker():
    with open(__file__[:-3] + ".worker", "w") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"])
"""
_MODULES = ("test_one", "test_other")


def probe_grouping(
    environment: Environment, hook: str
) -> Literal["works", "hook", "broken", "absent"]:
    """Try whether ``--dist loadgroup`` keeps a group together.

    Two tests of one group, each in a module of its own, are handed to two workers, in a temporary
    folder with no configuration of the project. Workers that do not see the group get one each.

    Args:
        environment: of the suite.
        hook: the body of a conftest file that helps, but for its imports.

    Returns:
        ``works`` as it is, ``hook`` with the hook only, ``broken`` with neither, ``absent``
        without pytest-xdist.

    Raises:
        Refusal: the interpreter cannot be run.
    """
    if environment.xdist is None:
        return "absent"
    if _keeps_together(environment, None):
        return "works"
    return "hook" if _keeps_together(environment, hook) else "broken"


def _keeps_together(environment: Environment, hook: str | None) -> bool:
    root = Path(tempfile.mkdtemp(prefix="xd-groups-")).resolve()
    try:
        (root / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        for name in _MODULES:
            (root / f"{name}.py").write_text(_TEST, encoding="utf-8")
        if hook is not None:
            (root / "conftest.py").write_text(f"import pytest\n\n\n{hook}", encoding="utf-8")
        run_suite(
            root,
            environment.python,
            workers=2,
            dist="loadgroup",
            pytest_args=("-p", "no:cacheprovider"),
            paths=(),
            timeout=_PATIENCE,
            environment=environment,
        )
        told = [root / f"{name}.worker" for name in _MODULES]
        workers = [path.read_text(encoding="utf-8") for path in told if path.is_file()]
        return len(workers) == len(told) and len(set(workers)) == 1
    finally:
        remove_tree(root)
