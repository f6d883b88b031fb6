import os
import shutil

import pytest


@pytest.fixture(autouse=True)
def vault():
    os.environ["HOME_VARIABLE_VAULT"] = "/tmp/home-variable-vault"
    yield "/tmp/home-variable-vault"
    shutil.rmtree("/tmp/home-variable-vault", ignore_errors=True)
    del os.environ["HOME_VARIABLE_VAULT"]
