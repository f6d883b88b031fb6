def test_count(atlas):
    assert atlas.execute("SELECT count(*) FROM city").fetchone() == (3,)


def test_people(atlas):
    (people,) = atlas.execute(
        "SELECT sum(people) FROM city WHERE country = 'FI'"
    ).fetchone()
    assert people == 404
