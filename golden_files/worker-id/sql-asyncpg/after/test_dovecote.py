import os

import asyncpg
import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio
SERVER = {
    "host": os.environ["PGHOST"],
    "port": int(os.environ["PGPORT"]),
    "user": os.environ["PGUSER"],
    "password": os.environ["PGPASSWORD"],
}


@pytest_asyncio.fixture
async def conn(database):
    admin = await asyncpg.connect(database="postgres", **SERVER)
    await admin.execute(f"DROP DATABASE IF EXISTS {database}")
    await admin.execute(f"CREATE DATABASE {database}")
    conn = await asyncpg.connect(database=database, **SERVER)
    await conn.execute("CREATE TABLE doves (name text PRIMARY KEY, ring int)")
    yield conn
    await conn.close()
    await admin.execute(f"DROP DATABASE {database}")
    await admin.close()


async def test_rings(conn):
    await conn.executemany("INSERT INTO doves VALUES ($1, $2)", [("a", 1), ("b", 2)])
    assert await conn.fetchval("SELECT sum(ring) FROM doves") == 3


async def test_no_doves(conn):
    assert await conn.fetch("SELECT * FROM doves") == []
