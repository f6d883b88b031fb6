import json
import os
import shutil
from pathlib import Path

import pytest

BACKUP_DIR = Path("/tmp/sd-backups")


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sd-state") / "sd-state.json"
    path.write_text(json.dumps({"version": 3}))
    return path


def test_state_saved(state: Path) -> None:
    assert state.exists()


def test_state_loaded(state: Path) -> None:
    assert json.loads(state.read_text())["version"] == 3


def test_backup_made() -> None:
    if BACKUP_DIR.exists():
        shutil.rmtree(BACKUP_DIR)
    BACKUP_DIR.mkdir()
    for day in ("mon", "tue", "wed"):
        (BACKUP_DIR / f"{day}.bak").write_bytes(b"\x00" * 10)
    assert len(os.listdir(BACKUP_DIR)) == 3


def test_backup_rotation() -> None:
    oldest = sorted(BACKUP_DIR.glob("*.bak"))[0]
    oldest.unlink()
    assert [p.stem for p in sorted(BACKUP_DIR.iterdir())] == ["tue", "wed"]


def test_backup_count() -> None:
    assert len(list(BACKUP_DIR.glob("*.bak"))) == 2
