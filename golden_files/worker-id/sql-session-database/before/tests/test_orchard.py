def test_first_tree_is_number_one(conn):
    conn.execute("INSERT INTO trees (sort, age) VALUES ('pear', 2)")
    conn.commit()
    assert conn.execute("SELECT id, sort FROM trees").fetchall() == [(1, "pear")]


def test_total_age(conn):
    for age in range(40):
        conn.execute("INSERT INTO trees (sort, age) VALUES ('plum', %s)", (age,))
    conn.commit()
    assert conn.execute("SELECT sum(age) FROM trees").fetchone() == (780,)


def test_bare_land(conn):
    assert conn.execute("SELECT count(*) FROM trees").fetchone() == (0,)
