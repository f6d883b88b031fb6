import os

import pytest_asyncio
import redis.asyncio as redis

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379")


@pytest_asyncio.fixture
async def cache():
    client = redis.from_url(REDIS_URL, decode_responses=True)
    yield client
    async for name in client.scan_iter("badge:*"):
        await client.delete(name)
    await client.aclose()
