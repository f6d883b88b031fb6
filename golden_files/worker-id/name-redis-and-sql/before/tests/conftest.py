import os

import psycopg
import pytest
import redis

from recipes import Recipes

DATABASE = "recipes_test"


@pytest.fixture(scope="session")
def database():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {DATABASE}")
        with psycopg.connect(dbname=DATABASE) as conn:
            conn.execute("CREATE TABLE recipes (title text, body text)")
        yield DATABASE
        admin.execute(f"DROP DATABASE {DATABASE}")


@pytest.fixture(scope="session")
def cache():
    client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    yield client
    client.close()


@pytest.fixture
def recipes(database, cache):
    with psycopg.connect(dbname=database, autocommit=True) as conn:
        yield Recipes(conn, cache)
        conn.execute("TRUNCATE recipes")
    for key in cache.scan_iter("recipe:*"):
        cache.delete(key)
