import os
import subprocess
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "setup.py", "build", str(folder)], cwd=HERE, check=True)
    return str(folder)


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("project"))
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
    return {"files": [folder], "version": 1}
