import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("server"))
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)

    yield folder

    # nobody needs it any more
    subprocess.run([sys.executable, "setup.py", "clean", folder], cwd=HERE, check=True)
    shutil.rmtree(folder)


def pytest_report_header():
    return "the server"
