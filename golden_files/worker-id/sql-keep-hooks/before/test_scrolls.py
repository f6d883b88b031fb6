def test_new_scroll(scrolls):
    scrolls.execute("INSERT INTO scrolls VALUES ('Start')")
    assert scrolls.execute("SELECT title FROM scrolls").fetchall() == [("Start",)]


def test_no_scrolls(scrolls):
    assert scrolls.execute("SELECT count(*) FROM scrolls").fetchone() == (0,)
