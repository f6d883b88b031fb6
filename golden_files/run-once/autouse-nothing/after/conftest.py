import functools
import json
import os
import subprocess
import sys
import tempfile

import pytest
from filelock import FileLock

HERE = os.path.dirname(__file__)
TARGET = os.path.join(tempfile.gettempdir(), 'run-once-autouse')


def run_once(load=lambda value: value):
    """Run a session fixture once for all workers of pytest-xdist.

    The first worker that asks for it runs it, the others wait and read what it
    returned, if they are on one machine: it lies above the folders that
    tmp_path_factory gives them, so that the fixture has to request it.
    """

    def decorate(fixture):
        @functools.wraps(fixture)
        def wrapper(**fixtures):
            if 'PYTEST_XDIST_WORKER' not in os.environ:
                return fixture(**fixtures)
            shared = fixtures['tmp_path_factory'].getbasetemp().parent
            store = shared / f'{fixture.__name__}.json'
            with FileLock(f'{store}.lock'):
                if not store.is_file():
                    value = json.dumps(fixture(**fixtures), default=os.fspath)
                    part = store.with_suffix('.part')
                    part.write_text(value)
                    os.replace(part, store)
                return load(json.loads(store.read_text()))

        return wrapper

    return decorate


@pytest.fixture(scope='session', autouse=True)
@run_once()
def built(tmp_path_factory):
    subprocess.check_call([sys.executable, 'setup.py', 'build', TARGET], cwd=HERE)
