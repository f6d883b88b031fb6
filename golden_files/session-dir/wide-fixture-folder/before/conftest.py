import os
import shutil

import pytest


@pytest.fixture(scope="module")
def workdir():
    path = "/tmp/sd-widefix"
    os.makedirs(path, exist_ok=True)
    yield path
    shutil.rmtree(path)
