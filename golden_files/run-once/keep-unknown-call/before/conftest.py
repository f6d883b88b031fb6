import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def register(folder):
    sys.path.append(folder)


@pytest.fixture(scope="session")
def tool(tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("tool"))
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
    register(folder)
    return folder
