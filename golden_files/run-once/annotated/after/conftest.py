import functools
import json
import os
import subprocess
import sys
import pathlib

import pytest
from filelock import FileLock

HERE = pathlib.Path(__file__).parent


def run_once(teardown=None, load=lambda value: value):
    """Run a session fixture once for all workers of pytest-xdist.

    The first worker that asks for it runs it, the others wait and read what it
    returned. What has a teardown is taken down by the last worker that leaves, and
    made again for one that comes later. A worker that is killed never leaves: then
    it stays, as after a killed serial run. All workers are on one machine: the value
    lies above the folders that tmp_path_factory gives them, so that the fixture has
    to request it.
    """

    def decorate(fixture):
        @functools.wraps(fixture)
        def wrapper(**fixtures):
            if "PYTEST_XDIST_WORKER" not in os.environ:
                value = fixture(**fixtures)
                yield value
                if teardown:
                    teardown(value)
                return
            shared = fixtures["tmp_path_factory"].getbasetemp().parent
            store = shared / f"{fixture.__name__}.json"

            def save(state):
                part = store.with_suffix(".part")
                part.write_text(json.dumps(state, default=os.fspath))
                os.replace(part, store)

            with FileLock(f"{store}.lock"):
                if not store.is_file():
                    save({"value": fixture(**fixtures), "users": 0})
                state = json.loads(store.read_text())
                save({**state, "users": state["users"] + 1})
            yield load(state["value"])
            if teardown is None:
                return
            with FileLock(f"{store}.lock"):
                state = json.loads(store.read_text())
                if state["users"] > 1:
                    save({**state, "users": state["users"] - 1})
                else:
                    store.unlink()
                    teardown(load(state["value"]))

        return wrapper

    return decorate


@pytest.fixture(scope="session")
@run_once(load=pathlib.Path)
def tool(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("tool", numbered=True)
    subprocess.run([sys.executable, "setup.py", "build", folder], cwd=HERE, check=True)
    return folder / "annotated-1.0.whl"
