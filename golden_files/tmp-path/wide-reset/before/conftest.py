import os
import shutil

import pytest

OUTPUT = "/tmp/wide-output"


@pytest.fixture(scope="session", autouse=True)
def clean_output():
    shutil.rmtree(OUTPUT, ignore_errors=True)
    os.makedirs(OUTPUT)
    yield
    shutil.rmtree(OUTPUT)
