"""Fixtures for all tests."""

import functools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

HERE = Path(__file__).parent


def run_once(load=lambda value: value):
    """Run a session fixture once for all workers of pytest-xdist.

    The first worker that asks for it runs it, the others wait and read what it
    returned, if they are on one machine: it lies above the folders that
    tmp_path_factory gives them, so that the fixture has to request it.
    """

    def decorate(fixture):
        @functools.wraps(fixture)
        def wrapper(**fixtures):
            if "PYTEST_XDIST_WORKER" not in os.environ:
                return fixture(**fixtures)
            shared = fixtures["tmp_path_factory"].getbasetemp().parent
            store = shared / f"{fixture.__name__}.json"
            with FileLock(f"{store}.lock"):
                if not store.is_file():
                    value = json.dumps(fixture(**fixtures), default=os.fspath)
                    part = store.with_suffix(".part")
                    part.write_text(value)
                    os.replace(part, store)
                return load(json.loads(store.read_text()))

        return wrapper

    return decorate


# it takes minutes
@pytest.fixture(scope="session")
@run_once(load=Path)
def wheel(tmp_path_factory):
    """The wheel of this project."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture
def name(wheel):
    return wheel.name
