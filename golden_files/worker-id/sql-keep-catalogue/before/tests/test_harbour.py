def test_table_is_in_the_schema(berths):
    row = berths.execute(
        "SELECT table_schema FROM information_schema.tables WHERE table_name = 'berths'"
    ).fetchone()
    assert row == ("harbour_test",)


def test_sum(berths):
    for passed in range(30):
        berths.execute("INSERT INTO berths VALUES ('2024-01-01', %s)", (passed,))
    assert berths.execute("SELECT sum(passed) FROM berths").fetchone() == (435,)


def test_empty(berths):
    assert berths.execute("SELECT count(*) FROM berths").fetchone() == (0,)
