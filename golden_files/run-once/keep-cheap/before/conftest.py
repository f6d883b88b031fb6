import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def python():
    return subprocess.check_output([sys.executable, "--version"], text=True)


@pytest.fixture
def tool(python, tmp_path):
    subprocess.run([sys.executable, "setup.py", "build", tmp_path], cwd=HERE, check=True)
    return tmp_path
