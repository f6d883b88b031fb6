import os
import uuid

import pytest
import redis

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)[-8:]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "master")


@pytest.fixture(scope="session")
def prefix():
    return f"tests:{RUN}:{WORKER}:"


@pytest.fixture
def client(prefix):
    client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    yield client
    for name in client.scan_iter(f"{prefix}*"):
        client.delete(name)
