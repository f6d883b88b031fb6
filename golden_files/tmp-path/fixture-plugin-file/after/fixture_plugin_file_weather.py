"""Fixtures for everything that reads weather stations."""

import pytest


@pytest.fixture(scope="session")
def station_log(tmp_path_factory):
    path = tmp_path_factory.mktemp("station_log") / "fixture-plugin-station.log"
    with open(path, "w") as log:
        for hour, degrees in enumerate([3, 4, 9, 7]):
            log.write(f"{hour:02}:00 {degrees}\n")
    yield path
