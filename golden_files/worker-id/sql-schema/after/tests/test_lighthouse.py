def test_sum(ships):
    for passed in range(30):
        ships.execute("INSERT INTO ships VALUES ('2024-01-01', %s)", (passed,))
    assert ships.execute("SELECT sum(passed) FROM ships").fetchone() == (435,)


def test_empty(ships):
    assert ships.execute("SELECT count(*) FROM ships").fetchone() == (0,)
