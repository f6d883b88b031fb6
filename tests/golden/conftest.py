import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the transforms do now into golden_files/<transform>/<case>/after",
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def fixed_paths() -> Iterator[None]:
    """Alone with the fixed paths and ports of the trees as they were.

    Tests of this suite share them, and so do two runs of it on one machine; one that hangs must not
    keep the others from ending.
    """
    user = os.getuid() if hasattr(os, "getuid") else "user"
    with FileLock(Path(tempfile.gettempdir()) / f"xdistify-fixed-paths-{user}.lock", timeout=1200):
        yield
