def test_write(conn):
    conn.execute("INSERT INTO memos VALUES ('milk')")
    assert conn.execute("SELECT body FROM memos").fetchall() == [("milk",)]


def test_blank(conn):
    assert conn.execute("SELECT count(*) FROM memos").fetchone() == (0,)
