"""Fixtures for everything that reads weather stations."""
import os
import tempfile

import pytest


@pytest.fixture(scope="session")
def station_log():
    path = os.path.join(tempfile.gettempdir(), "fixture-plugin-station.log")
    with open(path, "w") as log:
        for hour, degrees in enumerate([3, 4, 9, 7]):
            log.write(f"{hour:02}:00 {degrees}\n")
    yield path
    os.remove(path)
