"""One server of each kind for all workers of a run; tests that need one that is missing skip."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.model import Missing, Server
from tests.servers.running import shared

__all__ = ["kafka_server", "postgres_server", "redis_server"]


def _server(
    name: str, request: pytest.FixtureRequest, factory: pytest.TempPathFactory
) -> Iterator[Server]:
    base: Path = factory.getbasetemp()
    folder = base.parent if hasattr(request.config, "workerinput") else base
    try:
        with shared(name, folder) as server:
            yield server
    except Missing as missing:
        pytest.skip(f"no {name}: {missing}")


@pytest.fixture(scope="session")
def kafka_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A broker that speaks Kafka's protocol; other workers use it too."""
    yield from _server("kafka", request, tmp_path_factory)


@pytest.fixture(scope="session")
def postgres_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A PostgreSQL server; other workers use it too."""
    yield from _server("postgres", request, tmp_path_factory)


@pytest.fixture(scope="session")
def redis_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A Redis server; other workers use it too."""
    yield from _server("redis", request, tmp_path_factory)
