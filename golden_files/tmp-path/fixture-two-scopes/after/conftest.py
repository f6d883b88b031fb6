from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fixture_two_scopes_studio")
    yield folder


@pytest.fixture
def track(studio: Path) -> Path:
    path = studio / "take.wav"
    path.write_bytes(b"RIFF" + bytes(12))
    yield path
    path.unlink()
