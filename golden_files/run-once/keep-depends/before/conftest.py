import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def workspace(tmp_path_factory):
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="session")
def tool(workspace):
    subprocess.run([sys.executable, "setup.py", "build", workspace], cwd=HERE, check=True)
    return str(workspace)
