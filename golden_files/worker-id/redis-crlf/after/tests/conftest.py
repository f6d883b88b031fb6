import os
import uuid

import pytest
import redis


@pytest.fixture
def pantry(redis_db):
    pantry = redis.Redis(
        host=os.environ['REDIS_HOST'],
        port=int(os.environ['REDIS_PORT']),
        decode_responses=True,
        db=redis_db,
    )
    pantry.flushdb()
    yield pantry
    pantry.flushdb()


def namespace_of(run, worker):
    """What only this worker of this run puts into its names on servers."""
    run = ''.join(filter(str.isalnum, run)).lower()
    return f'{run[-8:]}_{worker}'


@pytest.fixture(scope='session')
def namespace():
    """A part of the names of this worker: letters, digits and a '_'."""
    run = os.environ.setdefault('PYTEST_XDIST_TESTRUNUID', uuid.uuid4().hex)
    worker = os.environ.get('PYTEST_XDIST_WORKER', 'master')
    return namespace_of(run, worker)


CRASH_CLEANERS = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Remove what a worker that crashed has left on servers."""
    if error:
        given = node.workerinput
        crashed = namespace_of(given['testrunuid'], given['workerid'])
        for clean in CRASH_CLEANERS:
            clean(crashed)


def connect_to_redis(number):
    return redis.Redis(
        host=os.environ['REDIS_HOST'],
        port=int(os.environ['REDIS_PORT']),
        db=number,
    )


def claim_redis_db(namespace, usual):
    """Take a database that is empty, and that no other worker has taken."""
    with connect_to_redis(0) as server:
        for number in range(1, 1000):
            claim = f'pytest-db-{number}'
            if not server.set(claim, namespace, nx=True, ex=86400):
                continue
            try:
                with connect_to_redis(number) as database:
                    if server.sismember('pytest-dbs', number):
                        database.flushdb()  # left by a run that was killed
                    free = not database.dbsize()
            except redis.ResponseError:  # the server has no such database
                server.delete(claim)
                break
            if free:
                server.sadd('pytest-dbs', number)
                return number
            server.delete(claim)
    if 'PYTEST_XDIST_WORKER' in os.environ:
        pytest.fail('no database of the Redis server is free for this worker')
    return usual


def free_redis_db(namespace, only=None):
    """Empty what a worker has taken, all or one, and give it back."""
    with connect_to_redis(0) as server:
        for claim in server.scan_iter(match='pytest-db-*'):
            if server.get(claim) == namespace.encode():
                number = int(claim.rpartition(b'-')[2])
                if only not in (None, number):
                    continue
                with connect_to_redis(number) as database:
                    database.flushdb()
                server.srem('pytest-dbs', number)
                server.delete(claim)


CRASH_CLEANERS.append(free_redis_db)


@pytest.fixture(scope='session')
def redis_db(namespace):
    """The number of a Redis database that only this worker uses."""
    try:
        number = claim_redis_db(namespace, 0)
    except redis.ConnectionError:
        yield 0  # whoever connects sees that there is no server
        return
    yield number
    free_redis_db(namespace, number)
