import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def studio() -> Path:
    folder = Path("fixture_two_scopes_studio")
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def track(studio: Path) -> Path:
    path = studio / "take.wav"
    path.write_bytes(b"RIFF" + bytes(12))
    yield path
    path.unlink()
