import psycopg
import pytest
import redis

from recipes import Recipes


@pytest.fixture(scope="session")
def database(database_name):
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {database_name}")
        with psycopg.connect(dbname=database_name) as conn:
            conn.execute("CREATE TABLE recipes (title text, body text)")
        yield database_name
        admin.execute(f"DROP DATABASE {database_name}")


@pytest.fixture(scope="session")
def cache(redis_url):
    client = redis.Redis.from_url(redis_url, decode_responses=True)
    yield client
    client.close()


@pytest.fixture
def recipes(database, cache):
    with psycopg.connect(dbname=database, autocommit=True) as conn:
        yield Recipes(conn, cache)
        conn.execute("TRUNCATE recipes")
    for key in cache.scan_iter("recipe:*"):
        cache.delete(key)
