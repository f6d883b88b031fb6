import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def tool(tmp_path_factory):
    log = open(tmp_path_factory.mktemp("tool") / "log.txt", "w")
    folder = str(tmp_path_factory.mktemp("folder"))
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
    yield folder
    log.close()
