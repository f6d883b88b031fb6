import pytest


@pytest.mark.parametrize("country, names", [("FI", ["Oulu", "Turku"]), ("NO", ["Bergen"])])
def test_names(atlas, country, names):
    rows = atlas.execute(
        "SELECT name FROM city WHERE country = ? ORDER BY name", (country,)
    )
    assert [name for (name,) in rows] == names
