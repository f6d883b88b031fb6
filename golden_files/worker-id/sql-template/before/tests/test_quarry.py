def test_new_blocks_are_not_sold(quarry):
    quarry.execute("INSERT INTO blocks (stone) VALUES ('slate')")
    assert quarry.execute("SELECT id, sold FROM blocks").fetchall() == [(1, False)]


def test_no_blocks(quarry):
    assert quarry.execute("SELECT * FROM blocks").fetchall() == []
