from boathouse import store


def test_moored_boat():
    store.moor("Pinta")
    assert "Pinta" in store.boats()
