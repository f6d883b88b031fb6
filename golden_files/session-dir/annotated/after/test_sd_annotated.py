import json
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sd-state") / "sd-state.json"
    path.write_text(json.dumps({"version": 3}))
    return path


def test_state_saved(state: Path) -> None:
    assert state.exists()


def test_state_loaded(state: Path) -> None:
    assert json.loads(state.read_text())["version"] == 3
