import os
import subprocess
import sys
import pytest


KILLED = os.environ.get("RUN_ONCE_KILL", "none")


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    subprocess.check_output(
        [sys.executable, "setup.py", "build", str(folder)],
        cwd=os.path.dirname(__file__),
    )
    return f"{folder}/crlf_module-1.0.whl"


@pytest.mark.parametrize("number", range(6))
def test_crlf(archive, number):
    assert os.path.exists(archive)
    if number == 3 and os.environ.get("PYTEST_XDIST_WORKER") == KILLED:
        os._exit(1)


def test_crlf_last(archive):
    assert os.path.basename(archive)
