import os
import subprocess
import sys
import tempfile

import pytest

HERE = os.path.dirname(__file__)
TARGET = os.path.join(tempfile.gettempdir(), 'run-once-autouse')


@pytest.fixture(scope='session', autouse=True)
def built():
    subprocess.check_call([sys.executable, 'setup.py', 'build', TARGET], cwd=HERE)
