def test_inside(pytestconfig):
    import sys

    argv = getattr(pytestconfig, "workerinput", {}).get("mainargv", sys.argv)
    found = {word: word in argv for word in ("-q", "-p")}
    assert all(found.values())
