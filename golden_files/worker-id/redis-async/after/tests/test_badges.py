import pytest

pytestmark = pytest.mark.asyncio


async def save(cache, number, **fields):
    await cache.hset(f"badge:{number}", mapping=fields)


async def load(cache, number):
    return await cache.hgetall(f"badge:{number}")


async def test_round_trip(cache):
    for visits in range(60):
        await save(cache, 7, name="ann", visits=visits)
        assert await load(cache, 7) == {"name": "ann", "visits": str(visits)}


@pytest.mark.parametrize("number", [1, 7])
async def test_unknown_badge(cache, number):
    assert await load(cache, number) == {}


async def test_all_badges(cache):
    for number in (10, 11, 12):
        await save(cache, number, name="x")
    found = [name async for name in cache.scan_iter("badge:*")]
    assert sorted(found) == ["badge:10", "badge:11", "badge:12"]
