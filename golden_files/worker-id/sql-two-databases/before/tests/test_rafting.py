import pytest


@pytest.fixture
def river(upstream, downstream):
    yield upstream, downstream
    upstream.execute("TRUNCATE logs")
    downstream.execute("TRUNCATE logs")


def test_logs_float(river):
    upstream, downstream = river
    upstream.execute("INSERT INTO logs VALUES (4), (5)")
    for (length,) in upstream.execute("SELECT length FROM logs").fetchall():
        downstream.execute("INSERT INTO logs VALUES (%s)", (length,))
    assert downstream.execute("SELECT sum(length) FROM logs").fetchone() == (9,)


def test_dry_river(river):
    for connection in river:
        assert connection.execute("SELECT * FROM logs").fetchall() == []
