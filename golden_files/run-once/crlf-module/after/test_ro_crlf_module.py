import functools
import json
import os
import subprocess
import sys
import pytest
from filelock import FileLock


KILLED = os.environ.get("RUN_ONCE_KILL", "none")


def run_once(load=lambda value: value):
    """Run a session fixture once for all workers of pytest-xdist.

    The first worker that asks for it runs it, the others wait and read what it
    returned, if they are on one machine: it lies above the folders that
    tmp_path_factory gives them, so that the fixture has to request it.
    """

    def decorate(fixture):
        @functools.wraps(fixture)
        def wrapper(**fixtures):
            if "PYTEST_XDIST_WORKER" not in os.environ:
                return fixture(**fixtures)
            shared = fixtures["tmp_path_factory"].getbasetemp().parent
            store = shared / f"{fixture.__name__}.json"
            with FileLock(f"{store}.lock"):
                if not store.is_file():
                    value = json.dumps(fixture(**fixtures), default=os.fspath)
                    part = store.with_suffix(".part")
                    part.write_text(value)
                    os.replace(part, store)
                return load(json.loads(store.read_text()))

        return wrapper

    return decorate


@pytest.fixture(scope="session")
@run_once()
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
