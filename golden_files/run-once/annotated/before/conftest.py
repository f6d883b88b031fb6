from collections.abc import Iterator
import subprocess
import sys
import pathlib

import pytest

HERE = pathlib.Path(__file__).parent


@pytest.fixture(scope="session")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pathlib.Path]:
    folder = tmp_path_factory.mktemp("tool", numbered=True)
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
    yield folder / "annotated-1.0.whl"
