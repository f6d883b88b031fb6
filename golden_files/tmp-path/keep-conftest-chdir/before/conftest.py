import pytest


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path, monkeypatch):
    """Nothing that a test writes may end up in the repository."""
    monkeypatch.chdir(tmp_path)
