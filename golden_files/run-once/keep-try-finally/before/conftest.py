import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def tool(tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("folder"))
    try:
        subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
        yield folder
    finally:
        subprocess.run([sys.executable, "setup.py", "clean", folder], cwd=HERE, check=True)
