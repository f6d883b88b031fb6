import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


import json

from filelock import FileLock


@pytest.fixture(scope="session")
def tool(tmp_path_factory):
    shared = tmp_path_factory.getbasetemp().parent / "keep_locked.json"
    with FileLock(f"{shared}.lock"):
        if shared.is_file():
            return json.loads(shared.read_text())
        folder = str(tmp_path_factory.mktemp("tool"))
        subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
        shared.write_text(json.dumps(folder))
        return folder
