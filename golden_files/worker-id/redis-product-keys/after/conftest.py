import os
import uuid
from urllib.parse import urlsplit

import pytest
import redis

from errands.queue import ErrandQueue

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379") + "/14"


@pytest.fixture
def redis_client(redis_url):
    client = redis.Redis.from_url(redis_url, decode_responses=True)
    try:
        client.ping()
    except redis.ConnectionError as error:
        pytest.skip(f"no Redis at {REDIS_URL}: {error}")
    client.flushdb()
    yield client
    client.flushdb()


@pytest.fixture
def queue(redis_client):
    return ErrandQueue(redis_client)


def namespace_of(run, worker):
    """What only this worker of this run puts into its names on servers."""
    run = "".join(filter(str.isalnum, run)).lower()
    return f"{run[-8:]}_{worker}"


@pytest.fixture(scope="session")
def namespace():
    """A part of the names of this worker: letters, digits and a "_"."""
    run = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "master")
    return namespace_of(run, worker)


CRASH_CLEANERS = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Remove what a worker that crashed has left on servers."""
    if error:
        given = node.workerinput
        crashed = namespace_of(given["testrunuid"], given["workerid"])
        for clean in CRASH_CLEANERS:
            clean(crashed)


def url_of_redis_db(number):
    server = urlsplit(REDIS_URL)
    return f"{server.scheme}://{server.netloc}/{number}"


def connect_to_redis(number):
    return redis.Redis.from_url(url_of_redis_db(number))


def claim_redis_db(namespace, usual):
    """Take a database that is empty, and that no other worker has taken."""
    with connect_to_redis(0) as server:
        for number in range(1, 1000):
            claim = f"pytest-db-{number}"
            if not server.set(claim, namespace, nx=True, ex=86400):
                continue
            try:
                with connect_to_redis(number) as database:
                    if server.sismember("pytest-dbs", number):
                        database.flushdb()  # left by a run that was killed
                    free = not database.dbsize()
            except redis.ResponseError:  # the server has no such database
                server.delete(claim)
                break
            if free:
                server.sadd("pytest-dbs", number)
                return number
            server.delete(claim)
    if "PYTEST_XDIST_WORKER" in os.environ:
        pytest.fail("no database of the Redis server is free for this worker")
    return usual


def free_redis_db(namespace, only=None):
    """Empty what a worker has taken, all or one, and give it back."""
    with connect_to_redis(0) as server:
        for claim in server.scan_iter(match="pytest-db-*"):
            if server.get(claim) == namespace.encode():
                number = int(claim.rpartition(b"-")[2])
                if only not in (None, number):
                    continue
                with connect_to_redis(number) as database:
                    database.flushdb()
                server.srem("pytest-dbs", number)
                server.delete(claim)


CRASH_CLEANERS.append(free_redis_db)


@pytest.fixture(scope="session")
def redis_db(namespace):
    """The number of a Redis database that only this worker uses."""
    try:
        number = claim_redis_db(namespace, 14)
    except redis.ConnectionError:
        yield 14  # whoever connects sees that there is no server
        return
    yield number
    free_redis_db(namespace, number)


@pytest.fixture(scope="session")
def redis_url(redis_db):
    """The address of that database."""
    return url_of_redis_db(redis_db)
