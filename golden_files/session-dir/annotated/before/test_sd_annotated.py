import json
from pathlib import Path

STATE = Path("/tmp/sd-state.json")


def test_state_saved() -> None:
    STATE.write_text(json.dumps({"version": 3}))
    assert STATE.exists()


def test_state_loaded() -> None:
    assert json.loads(STATE.read_text())["version"] == 3
