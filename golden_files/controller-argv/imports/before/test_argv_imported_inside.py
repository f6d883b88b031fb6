def test_inside():
    import sys

    found = {word: word in sys.argv for word in ("-q", "-p")}
    assert all(found.values())
