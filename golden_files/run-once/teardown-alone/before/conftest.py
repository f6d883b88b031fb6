import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
STACK = HERE / "stack"


@pytest.fixture(scope="session")
def stack():
    subprocess.run([sys.executable, "setup.py", "build", STACK], cwd=HERE, check=True)
    yield
    subprocess.run([sys.executable, "setup.py", "clean", STACK], cwd=HERE, check=True)

    # and that is all


# what follows is of another kind
@pytest.fixture
def other():
    return 1
