import os

import pytest


@pytest.fixture(autouse=True)
def vault(tmp_path):
    home_variable_vault_dir = str(tmp_path / "home-variable-vault")
    os.environ["HOME_VARIABLE_VAULT"] = home_variable_vault_dir
    yield home_variable_vault_dir
    del os.environ["HOME_VARIABLE_VAULT"]
