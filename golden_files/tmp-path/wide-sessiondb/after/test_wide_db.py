def test_insert(connection):
    connection.execute("INSERT INTO users VALUES ('ada')")
    assert connection.execute("SELECT count(*) FROM users").fetchone() == (1,)


def test_empty(connection):
    assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,)
