from collections.abc import Iterator

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
def fixed_paths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Alone with the fixed paths of the trees as they were, which tests of this suite share."""
    with FileLock(tmp_path_factory.getbasetemp().parent / "fixed-paths.lock"):
        yield
