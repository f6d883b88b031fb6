import sqlite3

from either_cache import Cache


def test_fill():
    cache = Cache("either_pages.db", use_temp=True)
    connection = sqlite3.connect(cache.path)
    connection.execute("create table if not exists pages (page)")
    connection.close()
    assert cache.path.stat().st_size > 0
    cache.path.unlink()
