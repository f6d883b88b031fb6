import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session", params=["a", "b"])
def tool(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
    return str(folder)
