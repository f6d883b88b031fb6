"""The command line takes back what it applied, on the golden cases of a transform side by side."""

import shutil

import pytest

from tests.cli.conftest import environment  # noqa: F401 - a fixture
from tests.cli.projects import Project
from tests.golden.cases import all_cases

PROBED = ("xdist-group", "xdist-config")
"""Transforms that no plain apply uses: a probe of the project's Python comes first."""
CASES = [case for case in all_cases() if case.changes and case.transform not in PROBED]


@pytest.mark.parametrize("transform", sorted({case.transform for case in CASES}))
def test_apply_then_revert_gives_back_every_byte(transform, tmp_path, environment):  # noqa: F811
    project = Project(tmp_path / "root", environment)
    for case in CASES:
        if case.transform == transform:
            shutil.copytree(case.before, project.path / case.name.replace("-", "_"))
    project.write({"pytest.ini": "[pytest]\n"})
    before = project.everything()

    applied, changed = project.run("apply", "--unsafe"), project.everything()
    reverted = project.run("revert", "--all")

    assert applied.code == 0, applied.err
    assert changed != before
    assert reverted.code == 0, reverted.err
    found = project.everything()
    found.pop(".xdistify", None)
    assert found == before
