"""Fixtures for all tests."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


# it takes minutes
@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel of this project."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture
def name(wheel):
    return wheel.name
