from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from redis import Redis

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(name="ledger")
def _ledger() -> Iterator[Redis[str]]:
    """A client of an empty database."""
    client = Redis(
        os.environ["REDIS_HOST"],
        int(os.environ["REDIS_PORT"]),
        4,
        decode_responses=True,
    )
    client.flushdb()
    yield client
    client.flushdb()
